import type { Plans } from '../../desk/plans.ts'
import type { Handlers } from '../dispatch.ts'

type PlanChannel = 'plan:make' | 'plan:again' | 'plan:cancel' | 'plan:run'

export function createPlanHandlers(plans: Plans): Pick<Handlers, PlanChannel> {
  return {
    'plan:make': (input) => plans.make(input),
    'plan:again': (input) => plans.again(input),
    'plan:cancel': () => plans.cancel(),
    'plan:run': ({ planId }) => plans.run(planId),
  }
}
