import { Option } from 'commander'
import { AppError } from '../../../shared/errors.ts'

/** The option says the standard; who reads it fills it in, so that help does not say it twice. */
export function limitOption(standard: number): Option {
  return new Option('--limit <count>', `how many at most (${standard} unless told)`).argParser((text) => {
    if (/^[1-9]\d{0,5}$/.test(text)) return Number(text)
    throw new AppError('invalid-request', `--limit must be a whole number from 1; “${text}” is not.`)
  })
}
