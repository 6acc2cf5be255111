import { describe, expect, it } from 'vitest'
import { findProvenance, type Provenance } from '../../../electron/images/provenance.ts'

const record: Provenance = {
  model: 'runflow/reve/edit',
  prompt: 'A red chair',
  runId: 'run_1',
  attemptId: 'a1',
  itemId: 'i1',
  sourceSha256: 'f'.repeat(64),
  isAiGenerated: true,
  isPractice: false,
}

function event(agent: string, parameters: string): Record<string, string> {
  return { Action: 'edited', SoftwareAgent: agent, Parameters: parameters }
}

describe('the provenance in a history', () => {
  it('is the newest one, whatever other programs did before and after', () => {
    const older = event('Lightbench 0.1.0', JSON.stringify({ ...record, prompt: 'Older' }))
    const newer = event('Lightbench 0.2.0', JSON.stringify(record))
    const other = event('Photo Program 7', 'cropped')
    expect(findProvenance([other, older, newer, other])).toEqual({ ...record, version: '0.2.0' })
    expect(findProvenance(newer)).toMatchObject({ prompt: 'A red chair' })
  })

  it.each([
    ['no history', undefined],
    ['a history in another shape', ['edited', 7]],
    ['only other programs', [event('Photo Program 7', JSON.stringify(record))]],
    ['a record that is no JSON', [event('Lightbench 0.1.0', '{')]],
    ['a record without its fields', [event('Lightbench 0.1.0', '{"model":1}')]],
  ])('is none in %s', (_, history) => {
    expect(findProvenance(history)).toBeNull()
  })
})
