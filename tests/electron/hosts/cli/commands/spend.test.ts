import { describe, expect, it } from 'vitest'
import { createTestCli } from '../test-cli.ts'

async function cliWithSpending() {
  const cli = createTestCli()
  cli.addPictures(['dog.jpg', 'cat.jpg', 'tree.jpg'])
  cli.refuse('dog.jpg')
  await cli.run('edit', 'photos', '--model', 'runflow/reve/edit', '--prompt', 'warm', '--yes')
  cli.terminal.printed.length = 0
  cli.terminal.noted.length = 0
  return cli
}

describe('spend', () => {
  it('shows this month day by day, by model and by batch', async () => {
    const cli = await cliWithSpending()
    expect(await cli.run('spend')).toBe(0)
    expect(cli.printed()).toMatch(/2026-03-01 +\$0\.08/)
    expect(cli.printed()).toContain('2026-03-01 to 2026-03-01: $0.08 charged, 1 request ended without a charge')
    expect(await cli.run('spend', '--by', 'model')).toBe(0)
    expect(cli.printed()).toMatch(/runflow\/reve\/edit +\$0\.08 +2 +1 +0/)
    expect(await cli.run('spend', '--by', 'batch', '--from', '2026-01-01')).toBe(0)
    expect(cli.printed()).toMatch(/^1 +runflow\/reve\/edit +\$0\.08/m)
  })

  it('shows practice apart, and speaks to programs', async () => {
    const cli = await cliWithSpending()
    expect(await cli.run('spend', '--practice', '--json', '--by', 'model')).toBe(0)
    expect(cli.lines()).toMatchObject([{ type: 'spend', by: 'total', mode: 'practice', chargedUsd: 0 }])
    expect(await cli.run('spend', '--json', '--by', 'batch')).toBe(0)
    expect(cli.lines().slice(1)).toMatchObject([
      { by: 'batch', number: 1, chargedUsd: 0.08, requests: 2, refused: 1 },
      { by: 'total', chargedUsd: 0.08, unanswered: [] },
    ])
  })

  it.each([
    ['--from', 'yesterday'],
    ['--from', '2026-02-30'],
    ['--from', '2026-04-01', '--to', '2026-03-01'],
    ['--by', 'hour'],
  ])('refuses %j', async (...args) => {
    expect(await (await cliWithSpending()).run('spend', ...args)).toBe(2)
  })

  it('compares with the services there is a key for, and ends with another code where they differ', async () => {
    const cli = await cliWithSpending()
    cli.app.library.clock.setNow(new Date('2026-03-01T14:00:00'))
    // The ledger has two charges, and the service answers that it has none.
    expect(await cli.run('spend', '--reconcile', '--json')).toBe(3)
    const reconciled = cli.lines().filter(({ type }) => type === 'reconciled')
    expect(reconciled).toMatchObject([{ service: 'runflow', hereUsd: 0.08, thereUsd: 0, differenceCount: 2 }])
    expect(cli.lines().filter(({ type }) => type === 'difference')).toHaveLength(2)
  })

  it('says so where there is no key for any service', async () => {
    const cli = await cliWithSpending()
    cli.app.keys.clear()
    expect(await cli.run('spend', '--reconcile')).toBe(4)
    expect(cli.printed()).toContain('$0.08 charged')
  })
})
