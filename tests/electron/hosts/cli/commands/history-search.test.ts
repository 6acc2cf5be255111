import { expect, it } from 'vitest'
import { addHistory } from '../../../../support/history-library.ts'
import { createTestCli } from '../test-cli.ts'

function cliWithYears() {
  const cli = createTestCli()
  addHistory(cli.app.database, { count: 200, folder: '/archive' })
  const search = async (...args: readonly string[]) => {
    cli.terminal.printed.length = 0
    const code = await cli.run('history', 'search', ...args, '--json', '--limit', '999')
    return { code, lines: code === 0 ? cli.lines() : [] }
  }
  return { ...cli, search }
}

it('shows results of words as a table, the newest first, and how many more there are', async () => {
  const cli = cliWithYears()
  expect(await cli.run('history', 'search', 'SUNSET', '--limit', '3')).toBe(0)
  const [headings, ...rows] = cli.printed().split('\n')
  expect(headings).toMatch(/^Batch +Made +Status +Review +Picture +Prompt$/)
  expect(rows).toHaveLength(3)
  expect(cli.noted()).toMatch(/The first 3 of \d+ entries; --limit shows more\./)
})

it('finds without words where there is something else to look for', async () => {
  const { search } = cliWithYears()
  const { lines } = await search('--verdict', 'keep', '--rating', '4')
  expect(lines.length).toBeGreaterThan(0)
  for (const line of lines) expect(line).toMatchObject({ type: 'item', verdict: 'keep', status: 'done' })
  expect(lines.every(({ rating }) => Number(rating) >= 4)).toBe(true)
})

it.each([
  [['--model', 'local/adjust'], ({ model }) => model === 'local/adjust'],
  [['--status', 'failed', '--status', 'skipped'], ({ status }) => status === 'failed' || status === 'skipped'],
  [['--verdict', 'none'], ({ verdict, outputId }) => verdict === null && outputId !== null],
  [['--mode', 'practice'], ({ mode }) => mode === 'practice'],
  [['--from', '2026-01-01'], ({ at }) => String(at) >= '2025-12-31'],
  [['--to', '2026-01-01'], ({ at }) => String(at) < '2026-01-03'],
  [['--folder', '/archive/pictures/2024'], ({ source }) => String(source).startsWith('/archive/pictures/2024/')],
] as [string[], (line: Record<string, unknown>) => boolean][])('takes %j', async (args, isMeant) => {
  const { search } = cliWithYears()
  const { lines } = await search(...args)
  const every = (await search()).lines
  expect(lines.length).toBeGreaterThan(0)
  expect(lines.length).toBeLessThan(every.length)
  expect(lines).toEqual(every.filter(isMeant))
})

it('finds tags in any case, and results that have all of them', async () => {
  const { search, app } = cliWithYears()
  app.database.run('DELETE FROM review')
  app.database.run(`INSERT INTO review (output_id, tags, updated_at)
    SELECT id, CASE rowid WHEN 1 THEN '["Hero","web"]' ELSE '["hero"]' END, '' FROM output WHERE rowid < 4`)
  expect((await search('--tag', 'HERO')).lines).toHaveLength(3)
  expect((await search('--tag', 'hero', '--tag', 'web')).lines).toHaveLength(1)
})

it('orders as asked, and the other way round', async () => {
  const { search } = cliWithYears()
  const costs = (await search('--sort', 'cost')).lines.map(({ chargedUsd }) => Number(chargedUsd))
  expect(costs).toEqual(costs.toSorted((a, b) => b - a))
  const cheapest = (await search('--sort', 'cost', '--reverse')).lines.map(({ chargedUsd }) => Number(chargedUsd))
  expect(cheapest).toEqual(costs.toReversed())
  const years = (await search('--sort', 'name')).lines.map(({ source }) => String(source).split('/')[3])
  expect([years[0], years.at(-1)]).toEqual(['2024', '2025'])
  const times = (await search('--reverse')).lines.map(({ at }) => String(at))
  expect(times).toEqual(times.toSorted())
})

it('leaves out what is in the bin unless it is asked for', async () => {
  const { search, app } = cliWithYears()
  const before = (await search()).lines.length
  app.database.run(`UPDATE output SET binned_at = '2026' WHERE binned_at IS NULL AND rowid <= 5`)
  expect((await search()).lines).toHaveLength(before - 5)
  const { lines } = await search('--binned')
  expect(lines.filter(({ isBinned }) => isBinned === true).length).toBeGreaterThanOrEqual(5)
})

it.each([
  [['--status', 'broken'], '“broken” is none of'],
  [['--verdict', 'maybe'], '“maybe” is none of keep, reject, none'],
  [['--rating', '6'], '--rating takes 1 to 5'],
  [['--rating', '0'], '--rating takes 1 to 5'],
  [['--sort', 'size'], '--sort takes date, name, cost, changed, rating'],
  [['--from', 'yesterday'], 'no day of the calendar'],
  [['--from', '2026-03-02', '--to', '2026-03-01'], 'The days end (2026-03-01) before they begin'],
  [['--limit', '0'], '--limit must be a whole number'],
])('refuses %j in words', async (args, words) => {
  const cli = cliWithYears()
  expect(await cli.run('history', 'search', ...args)).toBe(2)
  expect(cli.noted()).toContain(words)
})

it('says that nothing is found, of words and of filters alone', async () => {
  const cli = cliWithYears()
  expect(await cli.run('history', 'search', 'xyzzy')).toBe(0)
  expect(cli.noted()).toContain('Nothing is found for “xyzzy”.')
  expect(await cli.run('history', 'search', '--from', '2050-01-01')).toBe(0)
  expect(cli.noted()).toContain('Nothing is found.')
})
