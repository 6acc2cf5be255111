import { execFile } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { catalogue } from '../../../../shared/models/catalogue.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'

const root = resolve(import.meta.dirname, '../../../..')
const execute = promisify(execFile)

interface Ended {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** Runs a script of the checkout the way the guide says, from a folder of the user's own. */
async function npm(args: readonly string[], { cwd, home }: { cwd: string; home: string }): Promise<Ended> {
  const env = { ...process.env, LIGHTBENCH_HOME: home, TMPDIR: cwd }
  try {
    const ended = await execute('npm', ['--prefix', root, ...args], { cwd, env })
    return { code: 0, ...ended }
  } catch (thrown) {
    return thrown as Ended // What `execFile` rejects with has the same fields.
  }
}

it('“npm run -s cli” takes paths from the folder it is typed in and prints nothing of its own', async () => {
  const cwd = temporaryFolder()
  mkdirSync(join(cwd, 'empty'))
  writeFileSync(join(cwd, 'recipe.json'), '{ "model": "local/adjst" }')
  const place = { cwd, home: join(cwd, 'home') }
  const models = await npm(['run', '-s', 'cli', '--', 'models', '--json'], place)
  expect(models.code, models.stderr).toBe(0)
  expect(models.stdout.trim().split('\n')).toHaveLength(catalogue.length)
  const recipe = await npm(['run', '-s', 'cli', '--', 'edit', 'empty', '--recipe', 'recipe.json'], place)
  expect(recipe.code).toBe(2)
  expect(recipe.stderr).toContain('Did you mean “local/adjust”?')
})
