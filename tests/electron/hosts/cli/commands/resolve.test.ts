import { describe, expect, it } from 'vitest'
import { failure } from '../../../../support/fake-provider.ts'
import { createTestCli, type TestCliOptions } from '../test-cli.ts'

const paid = ['edit', 'photos', '--model', 'runflow/reve/edit', '--prompt', 'make it warm', '--yes']
const blocked = (): Error => failure('blocked', 'out-of-credits')
const unanswered = (): Error => failure('unanswered', 'outcome-unknown')

/** A batch with one request nobody can tell the fate of. */
async function cliWithUnresolved(options: TestCliOptions = {}) {
  const cli = createTestCli(options)
  cli.addPictures(['a.jpg', 'b.jpg'])
  const { provider } = cli.app
  provider.answers.submit.push(unanswered())
  provider.lookUp = () => Promise.resolve({ kind: 'absent', isProof: false })
  const code = await cli.run(...paid)
  const output = cli.printed()
  cli.terminal.printed.length = 0
  const view = () => cli.app.engine.views.batch(cli.app.engine.batches.find('1'))
  return { ...cli, code, output, view, sent: () => provider.submitted.length }
}

describe('resolve', () => {
  it('is what a batch with an unanswered request asks for, with what it may cost', async () => {
    const cli = await cliWithUnresolved()
    expect(cli.code).toBe(5)
    expect(cli.output).toContain('Sent, no answer yet (may cost up to $0.04 more)')
    expect(cli.output).toContain('lightbench resolve 1 --resend')
  })

  it('looks again without sending anything, and lists what still has no answer', async () => {
    const cli = await cliWithUnresolved()
    expect(await cli.run('resolve', '1')).toBe(5)
    expect(cli.sent()).toBe(2)
    expect(cli.printed()).toContain('may cost up to $0.04')
  })

  it('adopts what the service turns out to have', async () => {
    const cli = await cliWithUnresolved()
    cli.app.provider.lookUp = () => Promise.resolve({ kind: 'found', runId: 'run-1' })
    expect(await cli.run('resolve', '1')).toBe(0)
    expect(cli.sent()).toBe(2)
    expect(cli.view()).toMatchObject({ counts: { done: 2 }, charged: 80_000_000 })
  })

  it('does not send the rest of a batch that was stopped', async () => {
    const cli = createTestCli()
    cli.addPictures(['a.jpg', 'b.jpg', 'c.jpg'])
    const { provider } = cli.app
    provider.answers.submit.push(unanswered(), blocked(), blocked())
    provider.lookUp = () => Promise.resolve({ kind: 'absent', isProof: false })
    expect(await cli.run(...paid)).toBe(5)
    const sent = provider.submitted.length
    expect(await cli.run('resolve', '1')).toBe(5)
    expect(provider.submitted).toHaveLength(sent)
  })

  it('sends again only after a yes that names the cost', async () => {
    const cli = await cliWithUnresolved({ canAsk: true })
    expect(await cli.run('resolve', '1', '--resend')).toBe(4)
    expect(cli.sent()).toBe(2)
    cli.terminal.answers.push('y')
    expect(await cli.run('resolve', '1', '--resend')).toBe(0)
    expect(cli.terminal.asked.at(-1)).toContain('Send 1 picture again for at most $0.04?')
    expect(cli.terminal.asked.at(-1)).toContain('The first time may have cost $0.04')
    expect(cli.sent()).toBe(3)
    expect(cli.view().charged).toBe(120_000_000)
  })

  it('refuses --resend without --yes where nobody can be asked', async () => {
    const cli = await cliWithUnresolved()
    expect(await cli.run('resolve', '1', '--resend')).toBe(2)
    expect(cli.sent()).toBe(2)
  })

  it('gives up with --drop, and counts what it may have cost', async () => {
    const cli = await cliWithUnresolved()
    expect(await cli.run('resolve', '1', '--drop', '--json')).toBe(3)
    expect(cli.lines().at(-1)).toMatchObject({ type: 'batch', counts: { done: 1, failed: 1 }, chargedUsd: 0.08 })
    expect(cli.sent()).toBe(2)
  })

  it('refuses to resend and drop at once', async () => {
    const cli = await cliWithUnresolved()
    expect(await cli.run('resolve', '1', '--drop', '--resend')).toBe(2)
  })

  it('says where there is nothing to resolve', async () => {
    const cli = createTestCli()
    cli.addPictures(['a.jpg'])
    await cli.run(...paid)
    expect(await cli.run('resolve', '1')).toBe(0)
    expect(cli.noted()).toContain('no request without an answer')
  })
})
