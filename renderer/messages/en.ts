import { batch } from './en/batch.ts'
import { care } from './en/care.ts'
import { commands } from './en/commands.ts'
import { common } from './en/common.ts'
import { compare } from './en/compare.ts'
import { errors } from './en/errors.ts'
import { gallery } from './en/gallery.ts'
import { history } from './en/history.ts'
import { quote } from './en/quote.ts'
import { recipe } from './en/recipe.ts'
import { review } from './en/review.ts'
import { report } from './en/report.ts'
import { settings } from './en/settings.ts'
import { shell } from './en/shell.ts'
import { spend } from './en/spend.ts'

/** Every text of the window, by topic; other languages have the same keys or do not compile. */
export const en = {
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
} as const
