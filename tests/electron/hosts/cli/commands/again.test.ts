import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { createTestCli, type TestCliOptions } from '../test-cli.ts'

const paid = ['edit', 'photos', '--model', 'runflow/reve/edit', '--prompt', 'make it warm', '--yes']

/** A paid batch of three pictures that is done. */
async function cliAfterBatch(options: TestCliOptions = {}) {
  const cli = createTestCli(options)
  cli.addPictures(['a.jpg', 'b.jpg', 'c.jpg'])
  await cli.run(...paid)
  cli.terminal.printed.length = 0
  cli.terminal.noted.length = 0
  return {
    ...cli,
    sent: () => cli.app.provider.submitted.length,
    batches: () => cli.app.engine.batches.count(),
    results: () => readdirSync(cli.path('lightbench-edits')).toSorted(),
    items: () => cli.app.items.ofBatch(cli.app.engine.batches.find('1').id),
  }
}

describe('rerun', () => {
  it('quotes first, and sends and stores nothing on a dry run', async () => {
    const cli = await cliAfterBatch()
    expect(await cli.run('rerun', '1', '--dry-run')).toBe(0)
    expect(cli.printed()).toContain('3 pictures to edit')
    expect(cli.printed()).toContain('$0.12')
    expect(cli.printed()).toContain('never gives the same one twice')
    expect([cli.sent(), cli.batches()]).toEqual([3, 1])
  })

  it('sends the same requests again after a yes, beside the earlier results', async () => {
    const cli = await cliAfterBatch({ canAsk: true })
    cli.terminal.answers.push('no', 'y')
    expect(await cli.run('rerun', '1')).toBe(4)
    expect(cli.sent()).toBe(3)
    expect(await cli.run('rerun', '1')).toBe(0)
    expect(cli.terminal.asked.at(-1)).toContain('Send 3 pictures for at most $0.12?')
    const bodies = cli.app.provider.submitted.map(({ body }) => body)
    expect(bodies.slice(3).toSorted()).toEqual(bodies.slice(0, 3).toSorted())
    expect(cli.results()).toEqual(['a (2).png', 'a.png', 'b (2).png', 'b.png', 'c (2).png', 'c.png'])
  })

  it('refuses to pay where nobody can be asked', async () => {
    const cli = await cliAfterBatch()
    expect(await cli.run('rerun', '1')).toBe(2)
    expect([cli.sent(), cli.batches()]).toEqual([3, 1])
  })

  it('takes pictures by their place, in ranges and by id', async () => {
    const cli = await cliAfterBatch()
    const [, second] = cli.items()
    for (const [items, count] of [
      ['2-3', 2],
      ['1,3', 2],
      [second!.id, 1],
      [`1, ${second!.id}`, 2],
    ] as const) {
      cli.terminal.printed.length = 0
      expect(await cli.run('rerun', '1', '--items', items, '--dry-run', '--json')).toBe(0)
      expect(cli.lines()[0]).toMatchObject({ type: 'quote', send: count, batchId: null, again: true })
    }
  })

  it.each(['4', '0', '3-1', '1,,2', 'x', '2-'])('refuses “%s” as a choice of three pictures', async (items) => {
    const cli = await cliAfterBatch()
    expect(await cli.run('rerun', '1', '--items', items, '--dry-run')).toBe(2)
  })

  it('says which pictures are left and why, also as JSON', async () => {
    const cli = await cliAfterBatch()
    rmSync(cli.path('photos', 'a.jpg'))
    writeFileSync(cli.path('photos', 'b.jpg'), 'another picture')
    expect(await cli.run('rerun', '1', '--dry-run')).toBe(0)
    expect(cli.printed()).toMatch(/Left\s+a\.jpg: .*There is no such file/)
    cli.terminal.printed.length = 0
    expect(await cli.run('rerun', '1', '--yes', '--json')).toBe(0)
    expect(cli.lines()[0]).toMatchObject({
      send: 1,
      left: [
        { source: 'a.jpg', code: 'file-missing' },
        { source: 'b.jpg', code: 'source-changed' },
      ],
    })
    expect(cli.lines().at(-1)).toMatchObject({ type: 'batch', number: 2, status: 'done', counts: { done: 1 } })
    expect(cli.sent()).toBe(4)
  })

  it('practises again what was practised, without being asked', async () => {
    const cli = createTestCli()
    cli.addPictures(['a.jpg'])
    await cli.run(...paid.slice(0, -1), '--practice')
    expect(await cli.run('rerun', '1')).toBe(0)
    expect(cli.terminal.asked).toEqual([])
    expect(cli.app.engine.batches.find('2').mode).toBe('practice')
  })

  it('keeps to its cap', async () => {
    const cli = await cliAfterBatch()
    expect(await cli.run('rerun', '1', '--yes', '--cap', '0.08')).toBe(4)
    expect(cli.sent()).toBe(5)
  })
})

describe('redo', () => {
  it('edits with other words, and history keeps what came of what', async () => {
    const cli = await cliAfterBatch()
    expect(await cli.run('redo', '1', '--prompt', 'make {name} cold', '--items', '1', '--yes')).toBe(0)
    const [first] = cli.items()
    const [redone] = cli.app.items.ofBatch(cli.app.engine.batches.find('2').id)
    expect(redone).toMatchObject({ prompt: 'make a cold', origin: { itemId: first!.id, relation: 'redo' } })
  })

  it('does not pay again for words a picture was edited with before', async () => {
    const cli = await cliAfterBatch()
    expect(await cli.run('redo', '1', '--prompt', 'make it warm', '--yes')).toBe(0)
    expect(cli.sent()).toBe(3)
    expect(cli.printed()).toContain('3: edited with just these words before')
  })

  it('needs the words', async () => {
    const cli = await cliAfterBatch()
    expect(await cli.run('redo', '1')).toBe(2)
    expect(cli.noted()).toContain('--prompt')
  })
})

it('explains both', async () => {
  const cli = createTestCli()
  await cli.run('rerun', '--help')
  await cli.run('redo', '--help')
  expect(cli.printed()).toMatch(/rerun 12 --dry-run[\s\S]*redo 12 --prompt/)
})
