import { accessSuite } from './access/suite.ts'
import { bombsSuite } from './bombs/suite.ts'
import { capsSuite } from './caps/suite.ts'
import { clockSuite } from './clock/suite.ts'
import { concurrencySuite } from './concurrency/suite.ts'
import { crashPointsSuite } from './crash-points/suite.ts'
import { databaseSuite } from './database/suite.ts'
import { diskSuite } from './disk/suite.ts'
import { glibSuite } from './glib/suite.ts'
import { keychainSuite } from './keychain/suite.ts'
import { killSuite } from './kill/suite.ts'
import { mutantsSuite } from './mutants/suite.ts'
import { namesSuite } from './names/suite.ts'
import { orderSuite } from './order/suite.ts'
import { picturesSuite } from './pictures/suite.ts'
import { providerSuite } from './provider/suite.ts'
import { secretsSuite } from './secrets/suite.ts'
import { soakSuite } from './soak/suite.ts'
import type { Suite } from './suite.ts'
import { windowSuite } from './window/suite.ts'

/** In the order they run: the longest first, and the one that mostly waits, so that the others fill the gaps. */
export const suites: readonly Suite[] = [
  killSuite,
  soakSuite,
  crashPointsSuite,
  mutantsSuite,
  orderSuite,
  providerSuite,
  diskSuite,
  capsSuite,
  concurrencySuite,
  clockSuite,
  databaseSuite,
  keychainSuite,
  namesSuite,
  picturesSuite,
  bombsSuite,
  glibSuite,
  secretsSuite,
  accessSuite,
  windowSuite,
]
