import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { createTestCli } from '../test-cli.ts'

async function cliWithPast() {
  const cli = createTestCli()
  cli.addPictures(['dog.jpg', 'cat.jpg'])
  cli.refuse('dog.jpg')
  await cli.run('edit', 'photos', '--model', 'runflow/reve/edit', '--prompt', 'A SUNSET over Ångström', '--yes')
  cli.addPictures(['tree.jpg'], 'trees')
  await cli.run('edit', 'trees', '--grayscale')
  cli.terminal.printed.length = 0
  cli.terminal.noted.length = 0
  return cli
}

describe('history', () => {
  it('lists batches, newest first, without the lease', async () => {
    const cli = await cliWithPast()
    cli.app.otherHolders.push('desktop')
    expect(await cli.run('history')).toBe(0)
    const rows = cli.printed().split('\n')
    expect(rows).toHaveLength(3)
    expect(rows[1]).toMatch(/^2 .*local\/adjust +done +\$0\.00 +1 done$/)
    expect(rows[2]).toMatch(/^1 .*runflow\/reve\/edit +done +\$0\.04 +1 done, 1 failed$/)
    expect(cli.app.otherHolders).toHaveLength(1)
  })

  it('lists as many as asked for', async () => {
    const cli = await cliWithPast()
    expect(await cli.run('history', 'list', '--limit', '1', '--json')).toBe(0)
    expect(cli.lines()).toMatchObject([{ type: 'batch', number: 2 }])
    expect(await cli.run('history', 'list', '--limit', '0')).toBe(2)
  })

  it('says how to begin where there is nothing yet', async () => {
    const cli = createTestCli()
    expect(await cli.run('history')).toBe(0)
    expect(cli.noted()).toContain('lightbench edit --help')
  })

  it('shows a batch with every picture, its results and its failures', async () => {
    const cli = await cliWithPast()
    expect(await cli.run('history', 'show', '1')).toBe(0)
    expect(cli.printed()).toContain('A SUNSET over Ångström')
    expect(cli.printed()).toContain('quoted at most $0.08')
    expect(cli.printed()).toContain('failed. The service said content-refused.')
    expect(cli.printed()).toContain(`→ ${cli.path('lightbench-edits', 'cat.png')}`)
  })

  it('shows a batch to programs as its items and itself last', async () => {
    const cli = await cliWithPast()
    expect(await cli.run('history', 'show', '1', '--json')).toBe(0)
    expect(cli.lines().map(({ type }) => type)).toEqual(['item', 'item', 'batch'])
  })

  it('finds pictures by words of prompt, name and model in any case and script', async () => {
    const cli = await cliWithPast()
    expect(await cli.run('history', 'search', 'sunset', 'DOG')).toBe(0)
    expect(cli.printed()).toContain('dog.jpg')
    expect(cli.printed()).not.toContain('cat.jpg')
    cli.terminal.printed.length = 0
    expect(await cli.run('history', 'search', 'ÅNGSTRÖM', '--json')).toBe(0)
    expect(cli.lines()).toHaveLength(2)
    expect(await cli.run('history', 'search', 'nothing like it')).toBe(0)
    expect(cli.noted()).toContain('Nothing is found')
  })
})

describe('verify', () => {
  it('tells edited and missing results from untouched ones, and ends with 3', async () => {
    const cli = await cliWithPast()
    expect(await cli.run('verify')).toBe(0)
    expect(cli.printed()).toBe('2 results: 2 unchanged')
    writeFileSync(cli.path('lightbench-edits', 'cat.png'), 'painted over')
    rmSync(cli.path('lightbench-edits', 'tree.png'))
    expect(await cli.run('verify')).toBe(3)
    expect(cli.printed()).toContain(`edited: ${cli.path('lightbench-edits', 'cat.png')}`)
    expect(cli.printed()).toContain(`missing: ${cli.path('lightbench-edits', 'tree.png')}`)
    expect(cli.printed()).toContain('2 results: 1 edited, 1 missing')
  })

  it('looks at one batch, also for programs', async () => {
    const cli = await cliWithPast()
    expect(await cli.run('verify', '2', '--json')).toBe(0)
    expect(cli.lines()).toMatchObject([
      { type: 'output', path: cli.path('lightbench-edits', 'tree.png'), verdict: 'unchanged' },
    ])
  })
})

describe('report', () => {
  it('writes a page and a table whose totals are those of the batch', async () => {
    const cli = await cliWithPast()
    expect(await cli.run('report', '1', '--out', 'report.html')).toBe(0)
    expect(cli.printed()).toContain('2 pictures (1 done, 1 failed), 1 result, $0.04 charged')
    expect(readFileSync(cli.path('report.html'), 'utf8')).toContain('A SUNSET over Ångström')
    cli.terminal.printed.length = 0
    expect(await cli.run('report', '1', '--out', 'report.csv', '--json')).toBe(0)
    expect(cli.lines()).toMatchObject([{ type: 'report', path: cli.path('report.csv'), items: 2, chargedUsd: 0.04 }])
    expect(readFileSync(cli.path('report.csv'), 'utf8')).toContain('content-refused')
  })

  it('replaces no file and writes nothing it does not know', async () => {
    const cli = await cliWithPast()
    writeFileSync(cli.path('mine.html'), 'mine')
    expect(await cli.run('report', '1', '--out', 'mine.html')).toBe(2)
    expect(readFileSync(cli.path('mine.html'), 'utf8')).toBe('mine')
    expect(await cli.run('report', '1', '--out', 'report.docx')).toBe(2)
    expect(await cli.run('report', '1', '--out', 'no/such/folder/report.csv')).toBe(4)
    expect(await cli.run('report', '1')).toBe(2)
  })

  it('writes the ledger, what was found by words, a collection, and a PDF', async () => {
    const cli = await cliWithPast()
    expect(await cli.run('report', '1', '--out', 'ledger.csv', '--ledger', '--json')).toBe(0)
    expect(await cli.run('report', '--search', 'sunset', '--out', 'found.pdf', '--language', 'de', '--json')).toBe(0)
    const [ledger, found] = cli.lines()
    expect(ledger).toMatchObject({ rows: 5, chargedUsd: 0.04, heldUsd: 0 })
    expect(found).toMatchObject({ items: 2, results: 1, chargedUsd: 0.04, practiceUsd: 0 })
    expect(readFileSync(cli.path('found.pdf'), 'utf8')).toContain('Gefunden mit „sunset“')
    expect(await cli.run('report', '--collection', 'Wall', '--out', 'wall.html')).toBe(2)
    expect(await cli.run('report', '--search', 'nowhere', '--out', 'none.html')).toBe(2)
  })

  it('is about one thing, and has the ledger as a table alone', async () => {
    const cli = await cliWithPast()
    expect(await cli.run('report', '--out', 'a.csv')).toBe(2)
    expect(await cli.run('report', '1', '--search', 'sunset', '--out', 'a.csv')).toBe(2)
    expect(await cli.run('report', '1', '--ledger', '--out', 'a.html')).toBe(2)
  })
})
