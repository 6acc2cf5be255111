/** Why a balance is not known, or what to know of the key it was asked with. The window has its own words for each. */
export const balanceNotes = {
  notPermitted: () => 'The key may not read the balance.',
  unreadable: (service: string) => `${service} stated the balance in a form Lightbench cannot read.`,
  practiceUnopened: () => 'The practice account opens with the first run.',
  untried: (reason: string) => `The key is kept, and was not tried: ${reason}`,
  hidden: (variable: string) => `The key is kept, but ${variable} is set in the environment and goes before it.`,
} as const
