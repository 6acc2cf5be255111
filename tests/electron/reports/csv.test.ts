import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvCell, csvHead, csvUsd } from '../../../electron/reports/csv.ts'
import { nanoUsd } from '../../../shared/domain/money.ts'

const formulas = [
  '=1+1',
  '+1',
  '-1',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  ' =cmd()',
  '\n=1',
  '＝1+1',
  '＋1',
  '－1',
  '＠A1',
  '−1',
]

describe('cells', () => {
  it.each([...formulas, '\uFEFF=1', '\u200B=1', '\u00A0+1', '﹢1'])('never begin a formula: %j', (text) => {
    const [[cell]] = parse(csvCell(text)) as [[string]]
    expect(cell).toBe(`'${text}`)
  })

  it('come back as they were, formulas excepted', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), (text) => {
        const [[cell]] = parse(`${csvCell(text)},end\r\n`, { bom: false }) as [[string]]
        expect([text, `'${text}`]).toContain(cell)
        if (/^[\p{L}\p{N}"'(.<]/u.test(text.normalize('NFKC'))) expect(cell).toBe(text)
      }),
    )
  })
})

it('begins with the mark that tells spreadsheets which characters follow', () => {
  expect(csvHead([{ heading: 'näme', value: () => '' }])).toBe('\uFEFFnäme\r\n')
})

it('writes amounts that can be added up, without exponents', () => {
  expect([0, 1, 40_000_000, 12_345_678_901].map((amount) => csvUsd(nanoUsd(amount)))).toEqual([
    '0.00',
    '0.000000001',
    '0.04',
    '12.345678901',
  ])
})
