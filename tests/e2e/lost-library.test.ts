import { copyFileSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { runCli } from '../support/cli-process.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { makePictures } from '../support/window-pictures.ts'

async function bench() {
  const folder = temporaryFolder()
  const [photos, results, library] = [join(folder, 'photos'), join(folder, 'results'), join(folder, 'library')]
  await makePictures(photos, 3)
  const run = async (...args: string[]) => {
    const { lines, exitCode, errors } = await runCli([...args, '--json'], { environment: { LIGHTBENCH_HOME: library } })
    return { lines, exitCode, errors, last: lines.at(-1) ?? {} }
  }
  const edit = () =>
    run(
      'edit',
      photos,
      '--model',
      'runflow/reve/edit',
      '--prompt',
      'a red chair',
      '--out',
      results,
      '--practice',
      '--yes',
    )
  return { folder, photos, results, library, run, edit }
}

it('is rebuilt from the results themselves, and then nothing is paid for again', { timeout: 120_000 }, async () => {
  const { photos, results, library, run, edit } = await bench()
  const before = await edit()
  expect(before.exitCode).toBe(0)
  rmSync(library, { recursive: true })
  const [first, second] = readdirSync(results).toSorted()
  const whole = readFileSync(join(results, second!))
  writeFileSync(join(results, 'cut short.png'), whole.subarray(0, whole.length * 0.9))
  writeFileSync(join(results, 'not ours.png'), 'no picture at all')
  renameSync(join(results, first!), join(results, 'renamed.png'))

  const repaired = await run('repair', results, photos)
  expect(repaired.last).toMatchObject({ type: 'repair', adopted: 3, withSource: 3, moved: 0, copies: 0 })
  expect(repaired).toMatchObject({ exitCode: 3, last: { unreadable: [join(results, 'cut short.png')] } })

  expect((await run('verify')).lines.map(({ verdict }) => verdict)).toEqual(['unchanged', 'unchanged', 'unchanged'])
  expect((await run('history', 'show', '1')).last).toMatchObject({ status: 'done', counts: { done: 3 } })
  const again = await edit()
  expect(again.last).toMatchObject({ chargedUsd: 0, counts: { skipped: 3 } })

  const twice = await run('repair', results, photos)
  expect(twice.last).toMatchObject({ known: 3, adopted: 0, moved: 0, copies: 0 })
})

it('learns where a result was moved, and counts a copy as a copy', { timeout: 120_000 }, async () => {
  const { folder, results, run, edit } = await bench()
  await edit()
  const [first, second] = readdirSync(results).toSorted()
  const elsewhere = join(folder, 'elsewhere')
  await makePictures(elsewhere, 1)
  renameSync(join(results, first!), join(elsewhere, 'moved.png'))
  copyFileSync(join(results, second!), join(elsewhere, 'copy.png'))
  expect((await run('repair', elsewhere)).last).toMatchObject({ adopted: 0, moved: 1, copies: 1 })
  expect((await run('verify')).exitCode).toBe(0)
})
