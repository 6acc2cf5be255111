import { expect, it } from 'vitest'
import { judgeGrowth } from './judge-growth.ts'
import type { Mark } from './mark.ts'

/** Marks every 4,000 items, with so many MB in all and in use. */
function marksOf(inAll: readonly number[], inUse: (items: number) => number = () => 28.6): Mark[] {
  return inAll.map((megabytes, at) => {
    const items = (at + 1) * 4_000
    return {
      items,
      virtualMs: items,
      held: { 'file descriptors': 36 },
      heapBytes: inUse(items) * 1e6,
      ownBytes: megabytes * 1e6,
      childBytes: 175e6,
    }
  })
}

it('believes a process that takes its memory in one step and then stays as it is', () => {
  expect(judgeGrowth(marksOf([154.5, 174.2, 172.1, 172.1, 172.1]))).toEqual([])
})

it('sees memory that grows on after that step', () => {
  expect(judgeGrowth(marksOf([154.5, 174.2, 178, 181, 184]))).toEqual([
    'memory in all grew from 174200000 to 184000000',
  ])
})

it('sees what each item leaves behind, long before it comes to a twentieth', () => {
  const leaking = marksOf([154.5, 174.2, 172.1, 172.1, 172.1], (items) => 400 + items * 0.0012)
  expect(judgeGrowth(leaking)).toEqual(['Each item left 1200 bytes in memory'])
})

it('sees descriptors that are not closed', () => {
  const [first, last] = marksOf([172, 172])
  const later = { ...last!, held: { 'file descriptors': 40 } }
  expect(judgeGrowth([first!, later])).toEqual(['file descriptors grew from 36 to 40'])
})
