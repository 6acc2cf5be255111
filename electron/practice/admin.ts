import type { IncomingMessage, ServerResponse } from 'node:http'
import { z } from 'zod'
import { closePort, openPort } from './http/port.ts'
import { jsonReply, type PracticeRequest, type Reply } from './http/message.ts'
import { parseJson, readRequest } from './http/read-request.ts'
import type { Practice } from './practice.ts'
import { applyScenarioCommand, scenarioCommandSchema, type ScenarioCommand } from './scenario-command.ts'

export interface Admin {
  readonly url: string
  close(): Promise<void>
}

const commandsSchema = z.union([
  scenarioCommandSchema.transform((command) => [command]),
  z.array(scenarioCommandSchema),
])

/** Reads one command or a list of them; throws a `ZodError` that names what is wrong. */
export function readScenarioCommands(json: unknown): readonly ScenarioCommand[] {
  return commandsSchema.parse(json)
}

/** Lets another process look (`GET /__inspect`) and choose what goes wrong (`POST /__scenario`), on a port of its own. */
export async function startAdmin(practice: Practice): Promise<Admin> {
  const port = await openPort(null)
  const { server, origin } = port
  server.on('request', (incoming, response) => {
    answer(incoming, response).catch((error: unknown) => send(response, jsonReply(500, { message: String(error) })))
  })
  return { url: origin, close: () => closePort(port) }

  async function answer(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const request = await readRequest(incoming, origin)
    if (typeof request === 'number') return send(response, jsonReply(request, { message: 'Unreadable request' }))
    send(response, await handle(request))
  }

  async function handle(request: PracticeRequest): Promise<Reply> {
    // A web page in a browser can be made to knock here; it cannot send this Host or, unasked, this content type.
    if (`http://${request.headers.host}` !== origin) return jsonReply(403, { message: 'Wrong host' })
    const what = `${request.method} ${request.url.pathname}`
    if (what === 'GET /__inspect') return jsonReply(200, await practice.inspect())
    if (what !== 'POST /__scenario') return jsonReply(404, { message: `Cannot ${what}` })
    if (request.headers['content-type'] !== 'application/json') return jsonReply(415, { message: 'Send JSON' })
    const commands = commandsSchema.safeParse(parseJson(request.bytes))
    if (!commands.success) return jsonReply(400, { message: z.prettifyError(commands.error) })
    for (const command of commands.data) applyScenarioCommand(practice.scenario, command)
    return jsonReply(200, { applied: commands.data.length })
  }
}

function send(response: ServerResponse, { status, headers, bytes }: Reply): void {
  response.writeHead(status, headers).end(bytes)
}
