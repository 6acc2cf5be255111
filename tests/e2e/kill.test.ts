import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import sharp from 'sharp'
import { expect, it } from 'vitest'
import { runCli, type CliRun } from '../support/cli-process.ts'
import { startServices } from '../support/service-process.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { filesBelow } from '../support/test-run.ts'

const pictures = 10

/** Kills after the n-th line of each start; together they meet every state an item passes through. */
const killsAfterLine = [2, 5, 9, 14, 3, 20, 31, 7]

async function makeSources(folder: string): Promise<void> {
  mkdirSync(folder)
  for (let index = 0; index < pictures; index += 1) {
    const background = { r: index * 20, g: 90, b: 200 - index * 20 }
    await sharp({ create: { width: 64, height: 48, channels: 3, background } })
      .jpeg()
      .toFile(join(folder, `${index}.jpg`))
  }
}

/** Starts a batch and kills it again and again, then lets it end. */
async function killAndResume(model: string) {
  const services = await startServices(['--delays', 'none'])
  const folder = temporaryFolder()
  const [sources, out, home] = [join(folder, 'sources'), join(folder, 'out'), join(folder, 'home')]
  await makeSources(sources)
  const environment = { ...services.environment, LIGHTBENCH_HOME: home }
  const edit = ['edit', sources, '--model', model, '--prompt', 'make it warm', '--out', out, '--yes', '--json']
  let killed = 0
  for (const [round, limit] of killsAfterLine.entries()) {
    const run = await runCli(round === 0 ? edit : ['resume', '--json'], {
      environment,
      onLine: (count, child) => {
        if (count === limit) child.kill('SIGKILL')
      },
    })
    if (run.exitCode === null) killed += 1
  }
  const last = await runCli(['resume', '--json'], { environment })
  return { services, environment, out, home, last, killed }
}

function integrityOf(home: string): unknown {
  const database = new DatabaseSync(join(home, 'library.db'), { readOnly: true })
  try {
    return database.prepare('PRAGMA integrity_check').get()
  } finally {
    database.close()
  }
}

async function expectWholePictures(paths: readonly string[]): Promise<void> {
  for (const path of paths) expect((await sharp(readFileSync(path)).stats()).channels).not.toEqual([])
}

function failed({ lines, errors }: CliRun): string {
  return `${JSON.stringify(lines.slice(-3))} ${errors}`
}

it('does and charges every picture once on Runflow, however often the process is killed', async () => {
  const { services, out, home, last, killed } = await killAndResume('runflow/reve/edit')
  expect(killed).toBeGreaterThan(3)
  expect(last.exitCode, failed(last)).toBe(0)
  const { runflow } = await services.inspect()
  expect(runflow.charges).toBe(pictures)
  expect(filesBelow(out)).toHaveLength(pictures)
  await expectWholePictures(filesBelow(out))
  expect(integrityOf(home)).toEqual({ integrity_check: 'ok' })
}, 120_000)

it('never sends an unanswered AIML API request again without a yes, and lists each with what it may have cost', async () => {
  const { services, environment, out, home, last, killed } = await killAndResume('aimlapi/reve/edit-image')
  expect(killed).toBeGreaterThan(3)
  const unresolved = pictures - filesBelow(out).length
  expect(unresolved).toBeGreaterThan(0)
  expect(last.exitCode, failed(last)).toBe(5)
  const before = (await services.inspect()).aimlapi
  expect(before.paid.length).toBeLessThanOrEqual(pictures)

  const looked = await runCli(['resolve', '1', '--json'], { environment })
  expect(looked.exitCode, failed(looked)).toBe(5)
  expect((await services.inspect()).aimlapi.paid).toHaveLength(before.paid.length)

  const resent = await runCli(['resolve', '1', '--resend', '--yes', '--json'], { environment })
  expect(resent.exitCode, failed(resent)).toBe(0)
  expect((await services.inspect()).aimlapi.paid).toHaveLength(before.paid.length + unresolved)
  expect(filesBelow(out)).toHaveLength(pictures)
  await expectWholePictures(filesBelow(out))
  expect(integrityOf(home)).toEqual({ integrity_check: 'ok' })
}, 240_000)
