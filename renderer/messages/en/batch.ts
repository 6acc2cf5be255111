import type { BatchDay } from '../../features/batch/batch-days.ts'
import type { BatchMark } from '../../features/batch/progress.ts'

/** States of a paid request in words. */
export const attemptTexts = {
  'batch.attempt.reserved': 'money held, not sent yet',
  'batch.attempt.submitting': 'being sent',
  'batch.attempt.accepted': 'accepted by the service',
  'batch.attempt.succeeded': 'succeeded',
  'batch.attempt.failed': 'failed, not charged',
  'batch.attempt.released': 'never accepted, not charged',
  'batch.attempt.unresolved': 'sent, no answer yet',
  'batch.attempt.lost': 'charged, result lost',
  'batch.attempt.dropped': 'given up, counts as spent',
} as const

const marks = {
  'batch.mark.running': 'running',
  'batch.mark.waiting': 'waiting',
  'batch.mark.paused': 'paused',
  'batch.mark.unresolved': 'needs a decision',
  'batch.mark.failed': 'done, some failed',
  'batch.mark.done': 'done',
  'batch.mark.cancelled': 'cancelled',
  'batch.mark.stopping': 'stopping, collecting what was sent',
  'batch.mark.offline': 'waiting for the network',
} as const satisfies Record<`batch.mark.${BatchMark | 'stopping' | 'offline'}`, string>

const days = {
  'batch.day.today': 'Today',
  'batch.day.yesterday': 'Yesterday',
  'batch.day.earlier': 'Earlier',
} as const satisfies Record<`batch.day.${BatchDay}`, string>

const progress = {
  'batch.bar': 'Running batch',
  'batch.name': '#{number} {model}',
  'batch.choose': 'Batch {name}. Show another',
  'batch.choice': '{name} · {mark}',
  'batch.progress': 'Progress of batch {number}',
  'batch.running': '{count, number} running',
  'batch.failed': '{count, number} failed',
  'batch.unresolved': '{count, number} without an answer',
  'batch.spent': '{amount} spent',
  'batch.practice-amount': '{amount} practice money',
  'batch.eta.moment': 'a moment left',
  'batch.eta.seconds': '{count, number} s left',
  'batch.eta.minutes': '{count, number} min left',
  'batch.eta.hours': '{hours, number} h {minutes, number} min left',
  'batch.eta.days': '{count, plural, one {# day left} other {# days left}}',
  'batch.pause': 'Pause',
  'batch.resume': 'Resume',
  'batch.cancel': 'Cancel',
  'batch.details': 'Details',
  'batch.unanswered': '{count, plural, one {# request without an answer.} other {# requests without an answer.}}',
  'batch.lost':
    '{count, plural, one {# was charged and its result is lost.} other {# were charged and their results are lost.}}',
  'batch.try-now': 'Try now',
  'batch.open-service': 'Open {name}',
  'batch.at-stake': 'may have cost {amount}',
  'batch.decide': 'Decide…',
  'batch.decide-count': 'Decide {count, number}…',
  'batch.raise-cap': 'Change the cap…',
  'batch.other-folder': 'Other output folder…',
} as const

const dialogs = {
  'batch.cancel-title': 'Cancel batch {number}?',
  'batch.cancel-action': 'Stop sending',
  'batch.cancel-keep': 'Do not cancel',
  'batch.cancel-left':
    '{count, plural, =0 {Everything was sent already.} one {# picture is not sent.} other {# pictures are not sent.}}',
  'batch.cancel-running':
    '{count, plural, one {# is under way; its result is still collected.} other {# are under way; their results are still collected.}}',
  'batch.cancel-paid': '{amount} is paid already and stays paid.',
  'batch.cancel-held': 'What is under way may cost up to {amount} more.',
  'batch.cap-title': 'Cap of batch {number}',
  'batch.cap': 'Cap in dollars',
  'batch.cap-hint': '{charged} is spent. All of it needs {needed} at most. Empty is no cap.',
  'batch.cap-resume': 'Save and resume',
  'batch.decide-title': '{count, plural, one {# request to decide about} other {# requests to decide about}}',
  'batch.decide-body':
    '{count, plural, one {# was sent, and the answer never came. It may have been charged} other {# were sent, and the answer never came. They may have been charged}}: {amount} at most. Nothing is sent again until you say so.',
  'batch.decide-lost':
    '{count, plural, one {# was charged, but its result never arrived and the service cannot give it again. What it cost is} other {# were charged, but their results never arrived and the service cannot give them again. What they cost is}} part of what is spent.',
  'batch.decide-later': 'Decide later',
  'batch.look-again': 'Look again (free)',
  'batch.look-again-hint': 'Asks the service what became of them. Nothing is sent twice.',
  'batch.look-again-log':
    'AIML API cannot be asked what became of a request. Only its log of charges is read: an entry proves a charge, but does not bring the picture; no entry proves nothing. Nothing is sent.',
  'batch.send-again': 'Send again ({amount})',
  'batch.send-again-hint': 'A new request for each, up to {amount} more. The first one may have been charged too.',
  'batch.send-again-lost': 'A new request for each, up to {amount} more. The first one was charged.',
  'batch.give-up': 'Give up',
  'batch.give-up-hint': 'They end as failed. {amount} counts as spent.',
  'batch.give-up-lost': 'They end as failed. Nothing more is spent.',
  'batch.retry-title': '{count, plural, one {Retry # failed picture} other {Retry # failed pictures}}',
  'batch.retry-cost': 'May cost up to {amount} more.',
  'batch.retry-uncharged': 'Failed requests were not charged.',
  'batch.retry-charged': 'What failed has cost {amount} so far.',
  'batch.retry-free': 'This costs nothing.',
  'batch.retry-prompt': 'Prompt',
  'batch.retry-same': 'As it was',
  'batch.retry-changed': 'Other words',
  'batch.retry-new-prompt': 'New prompt',
  'batch.retry-new-prompt-hint': 'Sent as it stands for all of these; variables are not filled in.',
  'batch.retry-action': 'Retry {count, number} for at most {amount}',
  'batch.retry-action-free': 'Retry {count, number}',
} as const

const header = {
  'batch.practice': 'practice',
  'batch.prompt-whole': 'All of it',
  'batch.prompt-less': 'Less',
  'batch.reserved': '{amount} held',
  'batch.worst-case': 'at most {amount}',
  'batch.cap-of': 'cap {amount}',
  'batch.copy-folder': 'Copy the output folder’s path',
  'batch.copied': 'Copied',
  'batch.filter': 'Show only',
  'batch.chip.all': '{count, plural, one {# picture} other {# pictures}}',
  'batch.chip.running': '{count, number} to do',
  'batch.chip.done': '{count, number} done',
  'batch.chip.failed': '{count, number} failed',
  'batch.chip.unresolved': '{count, number} without an answer',
  'batch.chip.skipped': '{count, number} skipped',
  'batch.chip.cancelled': '{count, number} not sent',
  'batch.retry': 'Retry {count, number}…',
  'batch.more': 'More for this batch',
  'batch.reuse': 'Edit these again with this recipe',
  'batch.reveal': 'Show in folder',
  'batch.cancel-menu': 'Cancel the batch…',
} as const

const inspector = {
  'batch.inspector': 'Item',
  'batch.inspector-empty': 'Select a picture to see what became of it.',
  'batch.selected': '{count, plural, one {# picture selected} other {# pictures selected}}',
  'batch.before': 'Before',
  'batch.after': 'After',
  'batch.item-prompt': 'Prompt',
  'batch.item-charged': 'Cost {amount}',
  'batch.item-no-cost': 'Cost nothing',
  'batch.retry-one': 'Retry…',
  'batch.outputs': '{count, plural, one {Result} other {# results}}',
  'batch.open': 'Open',
  'batch.copy-path': 'Copy the path of {name}',
  'batch.flagged': 'Marked by the service as possibly offensive',
  'batch.attempts': '{count, plural, one {# request} other {# requests}}',
  'batch.attempt': 'Request {number}:',
  'batch.attempt-price': 'up to {amount}',
  'batch.copy-run': 'Copy the run id',
  'batch.source': 'Source',
  'batch.copy-source': 'Copy the path of the source',
} as const

const sidebar = {
  'batch.list': 'Batches',
  'batch.list-empty': 'None yet',
  'batch.older': 'Show older ({count, number})',
  'batch.spend': 'Spending',
  'batch.spend-today': 'Today',
  'batch.spend-today-practice': 'Practice today',
  'batch.spend-month': 'Month',
  'batch.spend-bar': 'Today’s spending against its cap',
  'batch.spend-days': 'The last fourteen days: {days}',
} as const

export const batch = {
  ...attemptTexts,
  ...marks,
  ...days,
  ...progress,
  ...dialogs,
  ...header,
  ...inspector,
  ...sidebar,
} as const
