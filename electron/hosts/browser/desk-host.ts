import { AppError } from '../../../shared/errors.ts'
import type { DeskHost } from '../../desk/desk.ts'

/** A page in somebody's browser, possibly on another machine: it has no dialogs of ours and opens nothing here. */
export const browserDeskHost: DeskHost = {
  kind: 'browser',
  chooseSources: () => refuse('A browser shows no folders of this machine: drop files, or type the path instead.'),
  chooseFolder: () => refuse('A browser shows no folders of this machine: type the path instead.'),
  saveText: () => Promise.resolve('text'),
  openFile: () => refuse('In a browser Lightbench opens no other programs: the file is where its path says.'),
  revealFile: () => refuse('In a browser Lightbench opens no folders: the file is where its path says.'),
  openLink: () => refuse('In a browser the page opens links itself.'),
}

function refuse(sentence: string): Promise<never> {
  return Promise.reject(new AppError('invalid-request', sentence))
}
