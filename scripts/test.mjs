import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import process from 'node:process'
import { modules, pinnedNode, root, setUp } from './setup.mjs'

// Everything that must hold before a change is kept: types, lint, format, tests. Stops at the first that fails. The last
// line is the count of tests.

/**
 * @typedef {{ passed: number, failed: number, skipped: number }} Counts
 * @typedef {{ status: string, assertionResults: readonly { status: string }[] }} FileReport
 * @typedef {{
 *   numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number,
 *   testResults: readonly FileReport[]
 * }} Report
 */

const bin = join(modules, '.bin')

process.exitCode = main()

/** @returns {number} */
function main() {
  try {
    setUp({ wants: ['perl', 'chromium', 'dbus', 'keyring', 'strace'], say })
  } catch (thrown) {
    say(thrown instanceof Error ? thrown.message : String(thrown))
    return close({ passed: 0, failed: 1, skipped: 0 }, 1)
  }
  /** @type {[name: string, script: string, args: string[]][]} */
  const checks = [
    ['types', 'typescript/bin/tsc', ['-b']],
    ['types of scripts', 'typescript/bin/tsc', ['-p', 'scripts']],
    ['lint', 'oxlint/bin/oxlint', ['--deny-warnings']],
    ['format', 'prettier/bin/prettier.cjs', ['--check', '.']],
  ]
  for (const [name, script, args] of checks) {
    say(`— ${name}`)
    const status = run(script, args)
    if (status !== 0) return close({ passed: 0, failed: 1, skipped: 0 }, status)
  }
  say('— tests')
  return runTests()
}

function runTests() {
  const folder = mkdtempSync(join(tmpdir(), 'lightbench-tests-'))
  const outcome = join(folder, 'outcome.json')
  try {
    const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${outcome}`]
    const status = run('vitest/vitest.mjs', ['run', ...reporters])
    return close(count(outcome, status), status)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/**
 * A run that failed without a failing test, such as a file that cannot be loaded, counts as one failure.
 * @param {string} outcome
 * @param {number} status
 * @returns {Counts}
 */
function count(outcome, status) {
  try {
    const report = /** @type {Report} */ (JSON.parse(readFileSync(outcome, 'utf8')))
    const broken = report.testResults.filter(
      ({ status, assertionResults }) =>
        status === 'failed' && assertionResults.every((result) => result.status !== 'failed'),
    ).length
    const failed = report.numFailedTests + broken
    return {
      passed: report.numPassedTests,
      failed: failed === 0 && status !== 0 ? 1 : failed,
      skipped: report.numPendingTests + report.numTodoTests,
    }
  } catch {
    return { passed: 0, failed: 1, skipped: 0 } // Without an outcome the run broke off.
  }
}

/**
 * @param {string} script
 * @param {readonly string[]} args
 */
function run(script, args) {
  const env = { ...process.env, PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}` }
  const { status } = spawnSync(pinnedNode, [join(modules, script), ...args], {
    cwd: root,
    stdio: 'inherit',
    env,
    shell: process.platform === 'win32',
  })
  return status ?? 1
}

/**
 * @param {Counts} counts
 * @param {number} status
 */
function close({ passed, failed, skipped }, status) {
  say(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
  return status
}

/** @param {string} sentence */
function say(sentence) {
  process.stdout.write(`${sentence}\n`)
}
