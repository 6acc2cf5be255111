import { batch } from './de/batch.ts'
import { care } from './de/care.ts'
import { commands } from './de/commands.ts'
import { common } from './de/common.ts'
import { compare } from './de/compare.ts'
import { errors } from './de/errors.ts'
import { gallery } from './de/gallery.ts'
import { history } from './de/history.ts'
import { quote } from './de/quote.ts'
import { recipe } from './de/recipe.ts'
import { review } from './de/review.ts'
import { report } from './de/report.ts'
import { settings } from './de/settings.ts'
import { shell } from './de/shell.ts'
import { spend } from './de/spend.ts'

import type { MessageKey } from './message-key.ts'

export const de: Readonly<Record<MessageKey, string>> = {
  ...common,
  ...commands,
  ...shell,
  ...settings,
  ...gallery,
  ...compare,
  ...recipe,
  ...quote,
  ...batch,
  ...history,
  ...care,
  ...review,
  ...report,
  ...spend,
  ...errors,
}
