import { AppError } from '../../../shared/errors.ts'
import type { DeskHost } from '../../desk/desk.ts'
import { nodeFileSystem } from '../../library/file-system.ts'
import { moveToLinuxBin } from './linux-bin.ts'

const linuxBin = {
  fileSystem: nodeFileSystem,
  environment: process.env,
  userId: process.getuid?.() ?? 0,
  now: () => new Date(),
}

/** A page in somebody's browser, possibly on another machine: it has no dialogs of ours and opens nothing here. */
export const browserDeskHost: DeskHost = {
  kind: 'browser',
  chooseSources: () => refuse('A browser shows no folders of this machine: drop files, or type the path instead.'),
  chooseFolder: () => refuse('A browser shows no folders of this machine: type the path instead.'),
  chooseFile: () => refuse('A browser shows no folders of this machine: type the path of a folder instead.'),
  saveText: () => Promise.resolve('text'),
  openFile: () => refuse('In a browser Lightbench opens no other programs: the file is where its path says.'),
  revealFile: () => refuse('In a browser Lightbench opens no folders: the file is where its path says.'),
  moveToBin: (path) =>
    process.platform === 'linux'
      ? moveToLinuxBin(path, linuxBin)
      : Promise.reject(new AppError('bin-refused', 'On this system only the desktop app moves files to the bin.')),
  openLink: () => refuse('In a browser the page opens links itself.'),
}

function refuse(sentence: string): Promise<never> {
  return Promise.reject(new AppError('invalid-request', sentence))
}
