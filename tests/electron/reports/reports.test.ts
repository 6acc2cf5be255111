import { existsSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { parseUsd } from '../../../shared/domain/money.ts'
import { AppError } from '../../../shared/errors.ts'
import { failure } from '../../support/fake-provider.ts'
import { createTestRun } from '../../support/test-run.ts'
import { createReported, reportsOf } from './reporting-bench.ts'

interface CsvLine {
  readonly picture: string
  readonly charged_usd: string
  readonly verdict: string
}

function titles(text: string): readonly (string | undefined)[] {
  return [...text.matchAll(/<h3><span>\d<\/span> (\d)\.jpg/g)].map(([, name]) => name)
}

describe('the totals', () => {
  it('are those of the ledger, whatever became of the pictures', async () => {
    const run = await createReported()
    const { totals, text } = await run.write('report.csv')
    const { charged } = run.spend()
    expect(charged).toBe(160_000_000)
    expect(totals).toMatchObject({ items: 6, results: 4, counts: { done: 4, failed: 2 } })
    expect(totals.money.paid).toEqual({ items: 6, charged, held: 0 })
    const lines = parse<CsvLine>(text, { bom: true, columns: true })
    expect(lines.reduce((sum, line) => sum + parseUsd(line.charged_usd)!, 0)).toBe(charged)
    expect(lines.map(({ picture }) => picture)).toEqual(['0.jpg', '1.jpg', '2.jpg', '3.jpg', '4.jpg', '5.jpg'])
  })

  it('count what was given up without an answer as spent, and hold what is open, as the ledger does', async () => {
    const run = createTestRun()
    run.provider.answers.submit.push(failure('unanswered', 'outcome-unknown'))
    run.provider.lookUp = () => Promise.resolve({ kind: 'absent', isProof: false })
    await run.run()
    const { id } = run.context.batch
    const request = {
      subject: { kind: 'batch', id } as const,
      format: 'csv' as const,
      language: 'en' as const,
      signal: new AbortController().signal,
      onProgress: () => undefined,
    }
    const written = async (name: string) => {
      const place = { path: join(run.folder, name), ifThere: 'refuse' as const }
      return (await reportsOf(run).write({ ...request, place })).totals.money.paid
    }
    expect(await written('open.csv')).toMatchObject({ charged: 0, held: 40_000_000 })
    run.journal.dropped({ id: run.item().id, batchId: id, mode: 'paid' }, run.attempt(), { status: 'failed' })
    expect(await written('given-up.csv')).toMatchObject({ charged: 40_000_000, held: 0 })
    expect(run.spend().charged).toBe(40_000_000)
  })
})

describe('the sheet', () => {
  it('shows names, prompts, costs and failures, and loads and runs nothing', async () => {
    const run = await createReported()
    const { text } = await run.write('report.html')
    expect(text).toContain('make it warm')
    expect(text).toContain('The service said content-refused.')
    expect(text).toContain('<dt>Charged</dt><dd>$0.16</dd>')
    expect(text).toContain("default-src 'none'")
    expect(text.match(/<img alt="After: [^"]+" src="data:image\/jpeg;base64,/g)).toHaveLength(4)
    expect(text).not.toMatch(/<script|<link|https?:|file:|url\(/)
  })

  it('shows verdicts, ratings, tags and notes, and says them to whoever does not see them', async () => {
    const run = await createReported()
    const [output] = run.results
    run.database.run(
      `INSERT INTO review (output_id, verdict, rating, tags, note, updated_at)
       VALUES (:id, 'keep', 4, '["cover","web"]', 'crop <tighter>', '')`,
      { id: output!.id },
    )
    const { text, totals } = await run.write('report.html')
    expect(text).toContain('✓ Keep')
    expect(text).toContain('aria-label="4 stars">★★★★<')
    expect(text).toContain('Tags: cover, web')
    expect(text).toContain('Note: crop &lt;tighter&gt;')
    expect(totals.verdicts).toEqual({ keep: 1, reject: 0 })
  })

  it('shows everything from outside as text', async () => {
    const hostile = `<img src=x onerror="alert(1)">'&amp;`
    const run = await createReported({ recipe: { prompt: hostile } })
    run.database.run('UPDATE item SET source_label = :label', { label: '</td><script>alert(2)</script>.jpg' })
    const { text } = await run.write('report.html')
    expect(text).not.toContain('<script')
    expect(text).not.toContain('onerror="')
    expect(text).toContain('&lt;img src=x onerror=&quot;alert(1)&quot;&gt;&#39;&amp;amp;')
  })

  it('marks practice, and never adds its money to what was paid', async () => {
    const run = await createReported()
    run.database.run(`UPDATE batch SET mode = 'practice'`)
    const { text, totals } = await run.write('report.html')
    expect(totals.money).toMatchObject({ paid: { items: 0, charged: 0 }, practice: { charged: 160_000_000 } })
    expect(text).toContain('no real money was spent')
    expect(text).toContain('<dt>Practice money</dt><dd>$0.16</dd>')
    expect(text).not.toContain('<dt>Charged</dt>')
    expect(text.match(/<span class="tag">Practice<\/span>/g)).toHaveLength(6)
  })

  it('speaks German where it is asked to', async () => {
    const run = await createReported()
    const { text } = await run.write('report.html', { language: 'de' })
    expect(text).toContain('<html lang="de">')
    expect(text).toContain('fehlgeschlagen')
  })

  it('is in one order with its pictures, however long each of them takes', async () => {
    const turns: (() => void)[] = []
    const run = await createReported({}, (path) => new Promise((resolve) => turns.push(() => resolve(path))))
    const writing = run.write('report.html')
    for (let done = 0; done < 4;) {
      await new Promise(setImmediate)
      // The latest first.
      for (let next = turns.pop(); next !== undefined; next = turns.pop(), done += 1) next()
    }
    const { text } = await writing
    expect(titles(text)).toHaveLength(4)
    expect(titles(text)).toEqual(titles(text).toSorted((a, b) => Number(a) - Number(b)))
  })

  it('does without pictures that cannot be shown any more', async () => {
    const run = await createReported({}, () => Promise.reject(new AppError('file-missing', 'It is gone.')))
    const { text } = await run.write('report.html')
    expect(text).not.toContain('<img')
    expect(text).toContain('No picture to show')
  })
})

describe('what a report is about', () => {
  it('can be some results, each item once with the results that are meant', async () => {
    const run = await createReported()
    const [first, , third] = run.results
    const ids = [third!.id, first!.id]
    const subject = { kind: 'outputs' as const, ids: [...ids, 'unknown'], title: 'Two of them' }
    const { text, totals } = await run.write('two.html', { subject })
    expect(totals).toMatchObject({ items: 2, results: 2, money: { paid: { charged: 80_000_000 } } })
    expect(titles(text).map((name) => `${name}.png`)).toEqual([third, first].map((output) => basename(output!.path)))
    expect(text).toContain('<h1>Two of them</h1>')
  })

  it('can be entries of history, failures among them', async () => {
    const run = await createReported()
    const ids = run.database.all<{ id: number }>('SELECT id FROM history_entry ORDER BY name DESC').map(({ id }) => id)
    const { totals, text } = await run.write('all.csv', { subject: { kind: 'entries', ids, title: 'All' } })
    expect(totals.counts).toEqual({ done: 4, failed: 2 })
    const names = parse<CsvLine>(text, { bom: true, columns: true }).map(({ picture }) => picture)
    expect(names).toEqual(['5.jpg', '4.jpg', '3.jpg', '2.jpg', '1.jpg', '0.jpg'])
  })

  it('can be a collection', async () => {
    const run = await createReported()
    const [output] = run.results
    run.database.run(
      `INSERT INTO collection (id, name, name_key, created_at, updated_at) VALUES ('c', 'Wall', 'wall', '', '')`,
    )
    run.database.run(`INSERT INTO collection_member VALUES ('c', :id, '')`, { id: output!.id })
    const { text, totals } = await run.write('wall.html', { subject: { kind: 'collection', id: 'c' } })
    expect(totals.items).toBe(1)
    expect(text).toContain('Collection “Wall”')
    await expect(run.write('no.html', { subject: { kind: 'collection', id: 'none' } })).rejects.toThrow('no such')
    expect(run.names()).not.toContain('no.html')
  })
})

describe('the file', () => {
  it('replaces nothing: it says so, or takes the next free name', async () => {
    const run = await createReported()
    const path = join(run.folder, 'report.html')
    writeFileSync(path, 'mine')
    await expect(run.write('report.html')).rejects.toMatchObject({ code: 'invalid-request' })
    const numbered = await run.write('report.html', { place: { path, ifThere: 'number' } })
    expect(numbered.path).toBe(join(run.folder, 'report (2).html'))
    const third = await run.write('report.html', { place: { path, ifThere: 'number' } })
    expect(third.path).toBe(join(run.folder, 'report (3).html'))
  })

  it('is not there at all where something went wrong or it was stopped', async () => {
    const run = await createReported({}, () => Promise.reject(new Error('a bug')))
    const before = run.names()
    await expect(run.write('report.html')).rejects.toThrow('a bug')
    const stop = new AbortController()
    const onProgress = (): void => stop.abort(new AppError('cancelled', 'Stopped.'))
    for (const name of ['report.csv', 'report.html', 'report.pdf']) {
      await expect(run.write(name, { signal: stop.signal, onProgress })).rejects.toMatchObject({ code: 'cancelled' })
    }
    expect(run.names()).toEqual(before)
  })

  it('is not made in a folder that is not there', async () => {
    const run = await createReported()
    await expect(run.write('no/such/folder.csv')).rejects.toMatchObject({ code: 'output-unwritable' })
    expect(existsSync(join(run.folder, 'no'))).toBe(false)
  })

  it('is the printed sheet where a PDF is asked for', async () => {
    const run = await createReported()
    const { text } = await run.write('report.pdf')
    expect(text).toContain('<h1>Batch 1</h1>')
    expect(text).toMatch(/@page \{ size: (A4|letter); \}/)
  })

  it('tells how far it is', async () => {
    const run = await createReported()
    const told: string[] = []
    await run.write('report.html', {
      onProgress: ({ phase, done, total }) => told.push(`${phase} ${done}/${total}`),
    })
    expect(told[0]).toBe('reading 6/null')
    expect(told.at(-1)).toBe('pictures 6/6')
  })
})
