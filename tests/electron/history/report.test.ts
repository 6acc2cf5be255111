import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createHistory } from '../../../electron/history/history.ts'
import { csvCell } from '../../../electron/history/report-csv.ts'
import { escapeHtml } from '../../../electron/history/report-html.ts'
import { parseUsd } from '../../../shared/domain/money.ts'
import { AppError } from '../../../shared/errors.ts'
import { failure } from '../../support/fake-provider.ts'
import { createTestRun, type TestRunOptions } from '../../support/test-run.ts'

type Thumbnail = (path: string, sha256: string, edge: number) => Promise<string>

async function createReported(options: TestRunOptions = {}, thumbnail: Thumbnail = (path) => Promise.resolve(path)) {
  const run = createTestRun({
    count: 6,
    content: (position) => (position === 4 ? 'broken' : `${position}`),
    ...options,
  })
  run.provider.answers.submit.push(failure('refused', 'content-refused'))
  await run.run()
  const history = createHistory({ ...run, images: { thumbnail } })
  const write = async (name: string) => {
    const out = join(run.folder, name)
    const totals = await history.report({ batchId: run.context.batch.id, out })
    return { totals, text: readFileSync(out, 'utf8') }
  }
  return { ...run, history, write }
}

interface CsvLine {
  readonly picture: string
  readonly status: string
  readonly charged_usd: string
  readonly results: string
}

describe('the totals', () => {
  it('are those of the ledger, whatever became of the pictures', async () => {
    const run = await createReported()
    const { totals, text } = await run.write('report.csv')
    const { charged } = run.spend()
    expect(charged).toBe(160_000_000)
    expect(totals).toEqual({ items: 6, counts: { done: 4, failed: 2 }, charged })
    const lines = parse<CsvLine>(text, { bom: true, columns: true })
    expect(lines.reduce((sum, { charged_usd }) => sum + parseUsd(charged_usd)!, 0)).toBe(charged)
    expect(lines.map(({ picture }) => picture)).toEqual(['0.jpg', '1.jpg', '2.jpg', '3.jpg', '4.jpg', '5.jpg'])
  })

  it('count what was given up without an answer as spent, as the ledger does', async () => {
    const run = createTestRun()
    run.provider.answers.submit.push(failure('unanswered', 'outcome-unknown'))
    run.provider.lookUp = () => Promise.resolve({ kind: 'absent', isProof: false })
    await run.run()
    const { id: batchId } = run.context.batch
    run.journal.dropped({ id: run.item().id, batchId, mode: 'paid' }, run.attempt(), { status: 'failed' })
    const history = createHistory({ ...run, images: { thumbnail: (path) => Promise.resolve(path) } })
    const { charged } = await history.report({ batchId, out: join(run.folder, 'r.csv') })
    expect(charged).toBe(40_000_000)
    expect(charged).toBe(run.spend().charged)
  })
})

describe('the page', () => {
  it('shows names, prompts, costs and failures, and loads and runs nothing', async () => {
    const run = await createReported()
    const { text } = await run.write('report.html')
    expect(text).toContain('make it warm')
    expect(text).toContain('The service said content-refused.')
    expect(text).toContain('<th class="cost">$0.16</th>')
    expect(text).toContain("default-src 'none'")
    expect(text).toContain('<img alt="" src="data:image/jpeg;base64,')
    expect(text).not.toMatch(/<script|https?:|file:/)
    for (const path of run.outputPaths(1)) expect(text).toContain(path)
  })

  it('shows everything from outside as text', async () => {
    const hostile = `<img src=x onerror="alert(1)">'&amp;`
    const run = await createReported({ recipe: { prompt: hostile } })
    run.database.run('UPDATE item SET source_label = :label', { label: '</td><script>alert(2)</script>.jpg' })
    const { text } = await run.write('report.html')
    expect(text).not.toContain('<script')
    expect(text).not.toContain('onerror="')
    expect(text).toContain(escapeHtml(hostile))
  })

  it('does without pictures that cannot be shown any more', async () => {
    const run = await createReported({}, () => Promise.reject(new AppError('file-missing', 'It is gone.')))
    expect((await run.write('report.html')).text).not.toContain('<img')
  })

  it('leaves no half a file behind', async () => {
    const run = await createReported({}, () => Promise.reject(new Error('a bug')))
    await expect(run.write('report.html')).rejects.toThrow('a bug')
    expect(existsSync(join(run.folder, 'report.html'))).toBe(false)
  })
})

describe('cells of the table', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', ' =cmd()'])('never begin a formula: %j', (text) => {
    const [[cell]] = parse(csvCell(text)) as [[string]]
    expect(cell).toBe(`'${text}`)
  })

  it('come back as they were, formulas excepted', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), (text) => {
        fc.pre(!/^\s*[=+\-@\t\r]/.test(text) && !text.startsWith('\uFEFF'))
        const [[cell]] = parse(`${csvCell(text)},end\r\n`) as [[string]]
        expect(cell).toBe(text)
      }),
    )
  })
})
