import { describe, expect, it } from 'vitest'
import { windowTitle } from '../../../renderer/app/window-title.ts'
import { createTranslate } from '../../../renderer/messages/translate.ts'
import { generateBatch } from '../../support/page/generated.ts'

const t = createTranslate('en')

const running = (done: number, size: number) =>
  generateBatch({
    number: 1,
    status: 'running',
    mode: 'paid',
    size,
    statusAt: (position) => (position < done ? 'done' : 'queued'),
  }).row

describe('the title of the window', () => {
  it('is the name where nothing runs', () => {
    expect(windowTitle([], t)).toBe('Lightbench')
    expect(windowTitle([{ ...running(2, 4), activity: 'none' }], t)).toBe('Lightbench')
  })

  it('says how far everything that runs is', () => {
    expect(windowTitle([running(2, 4), running(1, 6)], t)).toBe('30 % · 3/10 · Lightbench')
  })

  it('writes large numbers as the language of the window does', () => {
    expect(windowTitle([running(1_000, 2_000)], createTranslate('de'))).toBe('50 % · 1.000/2.000 · Lightbench')
  })
})
