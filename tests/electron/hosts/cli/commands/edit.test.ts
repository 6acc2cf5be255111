import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { nanoUsd } from '../../../../../shared/domain/money.ts'
import { createFakeApp } from '../../../../support/fake-app.ts'
import { temporaryFolder } from '../../../../support/temporary-folder.ts'
import { createTestCli, type TestCliOptions } from '../test-cli.ts'

const paid = ['--model', 'runflow/reve/edit', '--prompt', 'make it warm']

function cliWithPictures(names: readonly string[] = ['a.jpg', 'b.jpg', 'c.jpg'], options: TestCliOptions = {}) {
  const cli = createTestCli(options)
  cli.addPictures(names)
  return cli
}

describe('a free batch', () => {
  it('runs on this machine without asking and says where the results are', async () => {
    const cli = cliWithPictures()
    expect(await cli.run('edit', 'photos', '--grayscale')).toBe(0)
    expect(readdirSync(cli.path('lightbench-edits')).toSorted()).toEqual(['a.png', 'b.png', 'c.png'])
    expect(cli.printed()).toContain('Price     free')
    expect(cli.printed()).toContain('Batch 1 is done: 3 done')
    expect(cli.printed()).toContain(cli.path('lightbench-edits'))
    expect(cli.app.provider.submitted).toEqual([])
    expect(cli.app.isClosed).toBe(true)
    expect(cli.listenerCount()).toBe(0)
  })

  it('writes to the folder of the settings where the command names none', async () => {
    const folder = temporaryFolder()
    const app = createFakeApp()
    await app.settings.update((settings) => ({ ...settings, output: { ...settings.output, folder } }))
    const cli = cliWithPictures(['a.jpg'], { app })
    expect(await cli.run('edit', 'photos')).toBe(0)
    expect(readdirSync(folder)).toEqual(['a.png'])
  })

  it('takes paths from the working folder and absolute ones alike', async () => {
    const cli = cliWithPictures()
    expect(await cli.run('edit', cli.path('photos', 'a.jpg'), 'photos/b.jpg', '--out', 'here/there')).toBe(0)
    expect(readdirSync(cli.path('here', 'there')).toSorted()).toEqual(['a.png', 'b.png'])
  })
})

describe('a dry run', () => {
  it('shows the quote with names and stores, sends and writes nothing', async () => {
    const cli = cliWithPictures()
    expect(await cli.run('edit', 'photos', ...paid, '--name', 'shot-{index}', '--dry-run')).toBe(0)
    expect(cli.printed()).toContain('a.jpg → shot-1')
    expect(cli.printed()).toContain('$0.12')
    expect(cli.app.engine.batches.list(10)).toEqual([])
    expect(cli.app.provider.submitted).toEqual([])
    expect(readdirSync(cli.folder)).toEqual(['photos'])
  })

  it('needs no key, and says so where the balance would be', async () => {
    const cli = cliWithPictures()
    cli.app.keys.clear()
    expect(await cli.run('edit', 'photos', ...paid, '--dry-run')).toBe(0)
    expect(cli.printed()).toContain('There is no key for runflow.')
  })

  it('prints one quote without a batch as JSON', async () => {
    const cli = cliWithPictures()
    expect(await cli.run('edit', 'photos', ...paid, '--dry-run', '--json')).toBe(0)
    expect(cli.lines()).toMatchObject([
      { type: 'quote', batchId: null, send: 3, worstCaseUsd: 0.12, price: { perItemUsd: 0.04, asOf: '2026-05-06' } },
    ])
  })
})

describe('a paid batch', () => {
  it('is refused without --yes where nobody can be asked', async () => {
    const cli = cliWithPictures()
    expect(await cli.run('edit', 'photos', ...paid)).toBe(2)
    expect(cli.printed()).toContain('At most   $0.12')
    expect(cli.noted()).toContain('--yes')
    expect(cli.app.provider.submitted).toEqual([])
    expect(cli.app.engine.batches.list(10)).toEqual([])
  })

  it('starts after a typed yes', async () => {
    const cli = cliWithPictures(['a.jpg'], { canAsk: true })
    cli.terminal.answers.push('y')
    expect(await cli.run('edit', 'photos', ...paid)).toBe(0)
    expect(cli.terminal.asked).toEqual(['Send 1 picture for at most $0.04? [y/N] '])
    expect(cli.app.provider.submitted).toHaveLength(1)
    expect(cli.printed()).toContain('$0.04')
  })

  it.each(['', 'n', 'yellow', null])('is not sent after the answer %o', async (answer) => {
    const cli = cliWithPictures(['a.jpg'], { canAsk: true })
    cli.terminal.answers.push(answer)
    expect(await cli.run('edit', 'photos', ...paid)).toBe(4)
    expect(cli.noted()).toContain('Nothing was sent.')
    expect(cli.app.provider.submitted).toEqual([])
    expect(cli.app.engine.batches.list(10)).toEqual([])
  })

  it('asks nobody and sends nothing without a key', async () => {
    const cli = cliWithPictures(['a.jpg'], { canAsk: true })
    cli.app.keys.clear()
    expect(await cli.run('edit', 'photos', ...paid)).toBe(4)
    expect(cli.terminal.asked).toEqual([])
    expect(cli.noted()).toContain('There is no key for runflow.')
    expect(cli.noted()).toContain('lightbench keys set')
  })

  it('needs no yes and no key for practice', async () => {
    const cli = cliWithPictures(['a.jpg'])
    expect(await cli.run('edit', 'photos', ...paid, '--practice')).toBe(0)
    expect(cli.printed()).toContain('Practice: nothing leaves this machine')
    expect(cli.printed()).toContain('of practice money')
  })

  it('does not ask when there is nothing to send', async () => {
    const cli = cliWithPictures(['a.jpg'])
    expect(await cli.run('edit', 'photos', ...paid, '--yes')).toBe(0)
    expect(await cli.run('edit', 'photos', ...paid)).toBe(0)
    expect(cli.app.provider.submitted).toHaveLength(1)
  })

  it('pays again only with --again', async () => {
    const cli = cliWithPictures(['a.jpg'])
    await cli.run('edit', 'photos', ...paid, '--yes')
    expect(await cli.run('edit', 'photos', ...paid, '--yes', '--again')).toBe(0)
    expect(cli.app.provider.submitted).toHaveLength(2)
  })
})

describe('caps', () => {
  it('refuses a cap below the price of one picture', async () => {
    const cli = cliWithPictures()
    expect(await cli.run('edit', 'photos', ...paid, '--yes', '--cap', '0.03')).toBe(4)
    expect(cli.noted()).toContain('cap of $0.03')
  })

  it('pauses where the cap has no more room, and says what it was', async () => {
    const cli = cliWithPictures()
    expect(await cli.run('edit', 'photos', ...paid, '--yes', '--cap', '$0.08')).toBe(4)
    expect(cli.app.engine.views.batch(cli.app.engine.batches.find('1')).charged).toBe(80_000_000)
    expect(cli.printed()).toContain('is paused')
    expect(cli.printed()).toContain('batch cap of $0.08')
    expect(cli.printed()).toContain('lightbench resume 1')
  })

  it('uses the cap of the settings for real money alone', async () => {
    const app = createFakeApp({ batch: nanoUsd(40_000_000) })
    const cli = createTestCli({ app })
    cli.addPictures(['a.jpg', 'b.jpg'])
    expect(await cli.run('edit', 'photos', ...paid, '--dry-run', '--json')).toBe(0)
    expect(await cli.run('edit', 'photos', ...paid, '--dry-run', '--json', '--practice')).toBe(0)
    expect(cli.lines().map(({ capUsd }) => capUsd)).toEqual([0.04, null])
  })

  it.each(['five', '', '-1', '1e3'])('refuses the cap “%s”', async (cap) => {
    const cli = cliWithPictures()
    expect(await cli.run('edit', 'photos', `--cap=${cap}`)).toBe(2)
    expect(cli.noted()).toContain('no amount in US dollars')
  })
})

describe('failures of single pictures', () => {
  it('are listed with their reason, their advice and how to go on', async () => {
    const cli = cliWithPictures()
    writeFileSync(cli.path('photos', 'b.jpg'), 'broken')
    cli.refuse('a.jpg')
    expect(await cli.run('edit', 'photos', ...paid, '--yes')).toBe(3)
    expect(cli.printed()).toContain('Unusable  b.jpg: The picture is cut off.')
    expect(cli.printed()).toContain('a.jpg: The service said content-refused.')
    expect(cli.printed()).toContain('Change the prompt or leave the picture out')
    expect(cli.printed()).toContain('lightbench retry 1')
  })

  it('end with code 3 even where no picture can be read', async () => {
    const cli = createTestCli()
    mkdirSync(cli.path('photos'))
    writeFileSync(cli.path('photos', 'a.jpg'), 'broken')
    expect(await cli.run('edit', 'photos', ...paid, '--yes')).toBe(3)
  })

  it('show names and messages as text, whatever is in them', async () => {
    const cli = createTestCli()
    mkdirSync(cli.path('photos'))
    writeFileSync(cli.path('photos', 'a\u001b[2J\nBatch 9 is done\u202e.jpg'), 'broken')
    await cli.run('edit', 'photos')
    expect(cli.printed()).not.toContain('\u001b')
    expect(cli.printed()).not.toContain('\u202e')
    expect(cli.printed()).not.toMatch(/^Batch 9/m)
  })
})

it('refuses an output folder that cannot be written before anybody is asked', async () => {
  const cli = cliWithPictures(['a.jpg'], { canAsk: true })
  writeFileSync(cli.path('file'), 'not a folder')
  expect(await cli.run('edit', 'photos', ...paid, '--out', 'file/below')).toBe(4)
  expect(cli.noted()).toContain('cannot be written')
  expect(cli.terminal.asked).toEqual([])
  expect(readFileSync(cli.path('file'), 'utf8')).toBe('not a folder')
})

it('says a bug in one sentence that names the log, and logs it whole', async () => {
  const bug = new Error('secret internals')
  const cli = createTestCli({ openApp: () => Promise.reject(bug) })
  expect(await cli.run('history')).toBe(1)
  expect(cli.noted()).toContain('/logs')
  expect(cli.noted()).not.toContain('secret internals')
  expect(cli.logged).toEqual([bug])
})
