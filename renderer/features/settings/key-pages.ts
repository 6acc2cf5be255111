import type { ServiceId } from '../../../shared/models/model.ts'

/**
 * Where each service gives out keys, Runflow in its settings once somebody has signed in. Main opens pages of these
 * services alone.
 */
export const keyPages: Readonly<Record<ServiceId, string>> = {
  runflow: 'https://app.runflow.io/',
  aimlapi: 'https://aimlapi.com/app/keys',
}
