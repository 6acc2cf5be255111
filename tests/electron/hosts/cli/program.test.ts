import { describe, expect, it } from 'vitest'
import { catalogue } from '../../../../shared/models/catalogue.ts'
import { version } from '../../../../shared/version.ts'
import { createTestCli } from './test-cli.ts'

const commands = [
  ['edit'],
  ['resume'],
  ['retry'],
  ['resolve'],
  ['models'],
  ['keys'],
  ['keys', 'set'],
  ['keys', 'list'],
  ['keys', 'test'],
  ['keys', 'remove'],
  ['balance'],
  ['history'],
  ['history', 'list'],
  ['history', 'show'],
  ['history', 'search'],
  ['verify'],
  ['report'],
]

describe('help', () => {
  it('is shown when nothing is said, with every command, exit code and variable', async () => {
    const cli = createTestCli()
    expect(await cli.run()).toBe(0)
    for (const [command] of commands) expect(cli.printed()).toMatch(new RegExp(`^ {2}${command!}\\b`, 'm'))
    for (const code of [0, 1, 2, 3, 4, 5]) expect(cli.printed()).toMatch(new RegExp(`^ {2}${code} `, 'm'))
    for (const variable of ['LIGHTBENCH_HOME', 'RUNFLOW_API_KEY', 'LIGHTBENCH_AIMLAPI_URL']) {
      expect(cli.printed()).toContain(variable)
    }
  })

  it.each(commands)('explains “%s %s”', async (...command) => {
    const cli = createTestCli({ openApp: () => Promise.reject(new Error('opened')) })
    expect(await cli.run(...command, '--help')).toBe(0)
    expect(cli.printed()).toContain(`Usage: lightbench ${command.join(' ')}`)
    expect(cli.noted()).toBe('')
  })

  it('of edit has every parameter of the catalogue and fits the width', async () => {
    const cli = createTestCli({ width: 80 })
    expect(await cli.run('edit', '--help')).toBe(0)
    for (const { parameters } of catalogue) {
      for (const { key } of parameters)
        expect(cli.printed()).toMatch(new RegExp(`--(no-)?${key.replaceAll('_', '-')}\\b`))
    }
    const lines = cli.printed().split('Examples:')[0]!.split('\n')
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80)
  })

  it('prints the version', async () => {
    const cli = createTestCli()
    expect(await cli.run('--version')).toBe(0)
    expect(cli.printed()).toBe(version)
  })
})

describe('mistakes', () => {
  it.each([
    ['an unknown command', ['edti'], 'Did you mean edit?'],
    ['an unknown option', ['edit', 'a.jpg', '--promt', 'x'], '--prompt'],
    ['a missing argument', ['edit'], "missing required argument 'path'"],
    ['a missing value', ['edit', 'a.jpg', '--prompt'], 'argument missing'],
    ['too many arguments', ['retry', '1', '2'], 'too many arguments'],
    ['a value that is none of the choices', ['edit', 'a.jpg', '--conflict', 'replace'], 'overwrite-if-changed'],
  ])('%s ends with 2 and advice', async (_name, args, words) => {
    const cli = createTestCli()
    expect(await cli.run(...args)).toBe(2)
    expect(cli.noted().toLowerCase()).toContain(words.toLowerCase())
    expect(cli.noted()).toContain('--help')
    expect(cli.printed()).toBe('')
  })

  it('are one line of JSON where JSON is asked for', async () => {
    const cli = createTestCli()
    expect(await cli.run('edit', '--json', '--frob')).toBe(2)
    expect(cli.lines()).toMatchObject([{ type: 'error', code: 'invalid-request' }])
    expect(Object.keys(cli.lines()[0]!)).toEqual(['type', 'code', 'message', 'nextStep'])
    expect(cli.noted()).toBe('')
  })

  it('are in words where “--json” is only a path', async () => {
    const cli = createTestCli()
    expect(await cli.run('edit', '--', '--json')).toBe(2)
    expect(cli.noted()).toContain('There is no file or folder')
  })

  it('show the commands there are where one is missing', async () => {
    const cli = createTestCli()
    expect(await cli.run('keys')).toBe(2)
    expect(cli.noted()).toContain('set <provider>')
  })
})
