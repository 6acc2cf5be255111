import { z } from 'zod'
import { start } from '../../../renderer/app/start.tsx'
import { createFakeBridge, type FakeBridge } from './fake-bridge.ts'
import { readOptions } from './options.ts'

// The page's policy forbids code made of text, which the validator would try.
z.config({ jitless: true })

const options = readOptions(location.search)

/** Also to be found as `fakeBridge`, so that whoever tries the page can say what main says. */
function connect(): Promise<FakeBridge> {
  if (options.isBroken) return Promise.reject(new Error('There is nobody to talk to.'))
  const bridge = createFakeBridge(options)
  Object.assign(globalThis, { fakeBridge: bridge })
  return Promise.resolve(bridge)
}

void start(connect)
