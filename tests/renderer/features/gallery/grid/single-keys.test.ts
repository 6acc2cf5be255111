import { describe, expect, it } from 'vitest'
import type { CommandId } from '../../../../../renderer/app/commands/commands.ts'
import { isCommandKey } from '../../../../../renderer/features/gallery/grid/single-keys.ts'

const able = (...ids: CommandId[]) => ({ handlers: new Map(ids.map((id) => [id, { run: () => {}, isEnabled: true }])) })

describe('a letter typed in the grid', () => {
  it('is a command where that command can be used', () => {
    expect(isCommandKey(able('reject', 'view-grid'), 'x')).toBe(true)
    expect(isCommandKey(able('view-grid'), 'g')).toBe(true)
    expect(isCommandKey(able(), 'b')).toBe(true)
  })

  it('leads to a name where it is none here', () => {
    expect(isCommandKey(able('view-grid'), 'x')).toBe(false)
    expect(isCommandKey({ handlers: new Map([['reject', { run: () => {}, isEnabled: false }]]) }, 'x')).toBe(false)
    expect(isCommandKey(able('undo'), 'z')).toBe(false)
  })
})
