import process from 'node:process'
import { buildIfStale } from './build.mjs'

/** Builds the page once before all tests: those that open it in a browser need what is being tested. */
export function setup() {
  buildIfStale({ say: (sentence) => void process.stderr.write(`${sentence}\n`) })
}
