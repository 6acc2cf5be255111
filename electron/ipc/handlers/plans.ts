import type { Plans } from '../../desk/plans.ts'
import type { Handlers } from '../dispatch.ts'

export function createPlanHandlers(plans: Plans): Pick<Handlers, 'plan:make' | 'plan:cancel' | 'plan:run'> {
  return {
    'plan:make': (input) => plans.make(input),
    'plan:cancel': () => plans.cancel(),
    'plan:run': ({ planId }) => plans.run(planId),
  }
}
