import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { failure } from '../../../../support/fake-provider.ts'
import { createTestCli, type TestCliOptions } from '../test-cli.ts'

const paid = ['edit', 'photos', '--model', 'runflow/reve/edit', '--prompt', 'make it warm', '--yes']

/** A batch of two pictures whose requests end as the failures say. */
async function cliAfterBatch(failures: readonly Error[], options: TestCliOptions = {}) {
  const cli = createTestCli(options)
  cli.addPictures(['a.jpg', 'b.jpg'])
  cli.app.provider.answers.submit.push(...failures)
  await cli.run(...paid)
  cli.terminal.printed.length = 0
  cli.terminal.noted.length = 0
  const view = () => cli.app.engine.views.batch(cli.app.engine.batches.find('1'))
  return { ...cli, view, sent: () => cli.app.provider.submitted.length }
}

const refused = (): Error => failure('refused', 'content-refused')
const blocked = (): Error => failure('blocked', 'out-of-credits')

describe('resume', () => {
  it('says that there is nothing to resume', async () => {
    const cli = createTestCli()
    expect(await cli.run('resume')).toBe(0)
    expect(cli.noted()).toContain('nothing to resume')
  })

  it('goes on with every unfinished batch, oldest first', async () => {
    const cli = await cliAfterBatch([blocked(), blocked()])
    cli.addPictures(['c.jpg'], 'others')
    cli.app.provider.answers.submit.push(blocked())
    await cli.run('edit', 'others', ...paid.slice(2))
    cli.terminal.printed.length = 0
    expect(await cli.run('resume')).toBe(0)
    expect(cli.printed()).toMatch(/Batch 1 is done[\s\S]*Batch 2 is done/)
    expect(readdirSync(cli.path('lightbench-edits')).toSorted()).toEqual(['a.png', 'b.png', 'c.png'])
  })

  it('names the pause and its remedy where it stops again', async () => {
    const cli = await cliAfterBatch([blocked(), blocked()])
    cli.app.provider.answers.submit.push(blocked(), blocked())
    expect(await cli.run('resume', '1')).toBe(4)
    expect(cli.printed()).toContain('Add credit at the provider')
  })

  it('takes the mode of the batch, and a new cap', async () => {
    const cli = createTestCli()
    cli.addPictures(['a.jpg', 'b.jpg'])
    expect(await cli.run(...paid.slice(0, -1), '--practice', '--cap', '0.04')).toBe(4)
    cli.terminal.printed.length = 0
    expect(await cli.run('resume', '1', '--cap', '0.08', '--json')).toBe(0)
    expect(cli.lines().at(-1)).toMatchObject({ type: 'batch', status: 'done', counts: { done: 2 }, chargedUsd: 0.08 })
    expect(cli.app.engine.batches.find('1').mode).toBe('practice')
  })

  it('refuses a batch that does not exist', async () => {
    const cli = createTestCli()
    expect(await cli.run('resume', '7')).toBe(2)
    expect(cli.noted()).toContain('There is no batch “7”')
  })

  it('refuses a cap for all batches at once', async () => {
    const cli = createTestCli()
    expect(await cli.run('resume', '--cap', '5')).toBe(2)
    expect(cli.noted()).toContain('--cap')
  })
})

describe('retry', () => {
  it('edits the failed pictures again after a yes, with another wording', async () => {
    const cli = await cliAfterBatch([refused()], { canAsk: true })
    cli.terminal.answers.push('yes')
    expect(await cli.run('retry', '1', '--prompt', 'make it cold')).toBe(0)
    expect(cli.terminal.asked).toEqual(['Edit 1 failed picture again for at most $0.04? [y/N] '])
    expect(cli.sent()).toBe(3)
    expect(cli.app.provider.submitted.at(-1)?.body).toContain('make it cold')
    expect(cli.view().counts).toEqual({ done: 2 })
  })

  it('is refused without --yes where nobody can be asked, and sends nothing', async () => {
    const cli = await cliAfterBatch([refused()])
    expect(await cli.run('retry', '1')).toBe(2)
    expect(cli.noted()).toContain('for at most $0.04?')
    expect(cli.sent()).toBe(2)
    expect(cli.view().counts).toEqual({ done: 1, failed: 1 })
  })

  it('sends nothing after a no', async () => {
    const cli = await cliAfterBatch([refused()], { canAsk: true })
    expect(await cli.run('retry', '1')).toBe(4)
    expect(cli.sent()).toBe(2)
  })

  it('asks for a key before it asks for a yes', async () => {
    const cli = await cliAfterBatch([refused()], { canAsk: true })
    cli.app.keys.clear()
    expect(await cli.run('retry', '1')).toBe(4)
    expect(cli.terminal.asked).toEqual([])
  })

  it('counts what was not sent yet in the price', async () => {
    const cli = createTestCli()
    cli.addPictures(['a.jpg', 'b.jpg', 'c.jpg'])
    cli.app.provider.answers.submit.push(refused(), blocked(), blocked())
    expect(await cli.run(...paid)).toBe(4)
    expect(await cli.run('retry', '1')).toBe(2)
    expect(cli.noted()).toMatch(/Edit 1 failed picture and the 2 not sent yet again for at most \$0\.12/)
  })

  it('has nothing to do where nothing failed', async () => {
    const cli = await cliAfterBatch([])
    expect(await cli.run('retry', '1')).toBe(0)
    expect(cli.noted()).toContain('has no failed pictures')
    expect(cli.sent()).toBe(2)
  })

  it('prints lines for programs with --json', async () => {
    const cli = await cliAfterBatch([refused()])
    expect(await cli.run('retry', '1', '--yes', '--json')).toBe(0)
    expect(cli.lines().at(-1)).toMatchObject({ type: 'batch', counts: { done: 2 } })
    expect(
      cli
        .lines()
        .slice(0, -1)
        .every(({ type }) => type === 'item'),
    ).toBe(true)
  })
})
