import { AppError, toFailure } from '../../shared/errors.ts'
import { providers, type ServiceId } from '../../shared/models/model.ts'
import { parseServiceOrigin } from '../providers/origin.ts'
import type { Environment } from '../secrets/environment-keys.ts'

/**
 * The origin of a service where the environment names one, null where it does not or the variable is blank. Throws
 * `invalid-request` with the variable in the sentence for an address a key must not be sent to.
 */
export function readServiceUrl(service: ServiceId, environment: Environment): string | null {
  const variable = providers[service].urlVariable
  const text = environment[variable]?.trim() ?? ''
  if (text === '') return null
  try {
    return parseServiceOrigin(text).origin
  } catch (thrown) {
    throw new AppError('invalid-request', `${variable}: ${toFailure(thrown).message}`, { cause: thrown })
  }
}
