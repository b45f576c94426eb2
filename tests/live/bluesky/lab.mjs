// SPDX-License-Identifier: GPL-3.0-or-later
// Real Bluesky servers on loopback: PLC, PDS, AppView, with people on them, and a chat service behind the PDS.
//
//   node lab.mjs '{"folder":…,"port":N,"front":N,"postgres":["setpriv",…]}'
//
// folder    scratch; everything is kept below it (TMPDIR must name it too)
// port      the first of a row of free ports
// front     the port that the shop's DID document names instead of the PDS's own
// postgres  the words before a PostgreSQL program, which refuses root
//
// Prints one line of JSON when it is up, and ends on SIGTERM. Control: POST /do (people.mjs).

import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream, mkdirSync } from 'node:fs'
import { createServer as createHttpServer } from 'node:http'
import { connect } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { TestNetwork } from '@atproto/dev-env'
import { serveChat } from './chat.mjs'
import { People } from './people.mjs'

const given = JSON.parse(process.argv[2])
const ports = {}
;['postgres', 'redis', 'plc', 'pds', 'bsky', 'ozone', 'introspect', 'chat', 'control'].forEach((name, index) => {
  ports[name] = given.port + index
})
const log = createWriteStream(`${given.folder}/servers.log`, { flags: 'a' })
await once(log, 'open')
const running = []

/** `stop` is the signal that ends it at once and cleanly. */
function start(name, words, stop) {
  const child = spawn(words[0], words.slice(1), { stdio: ['ignore', log, log] })
  const ended = new Promise((done) => child.on('exit', done).on('error', done))
  running.push({ name, child, stop, ended })
  return child
}

async function untilOpen(port, child) {
  for (let tries = 0; tries < 400; ++tries) {
    const open = await new Promise((done) => {
      const socket = connect(port, '127.0.0.1', () => done(true)).on('error', () => done(false))
      socket.unref()
      socket.on('connect', () => socket.destroy())
    })
    if (open) return
    if (child.exitCode !== null) break
    await pause(25)
  }
  throw new Error(`nothing answers on port ${port}`)
}

async function startStores() {
  const data = `${given.folder}/postgres/data`
  const made = spawnSync(given.postgres[0], [...given.postgres.slice(1), 'initdb', '-U', 'pg', '-A', 'trust', '--no-sync',
    '--no-locale', '-E', 'UTF8', '-D', data], { encoding: 'utf8' })
  if (made.status !== 0) throw new Error(`initdb: ${made.error ?? made.stdout + made.stderr}`)
  const settings = { listen_addresses: '127.0.0.1', port: ports.postgres, unix_socket_directories: '', fsync: 'off',
    synchronous_commit: 'off', full_page_writes: 'off', max_connections: 60 }
  const postgres = start('postgres', [...given.postgres, 'postgres', '-D', data,
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])], 'SIGINT')
  mkdirSync(`${given.folder}/redis`)
  const redis = start('redis', ['setpriv', '--pdeathsig', 'KILL', 'redis-server', '--bind', '127.0.0.1', '--port',
    `${ports.redis}`, '--save', '', '--appendonly', 'no', '--dir', `${given.folder}/redis`], 'SIGTERM')
  await untilOpen(ports.redis, redis)
  await untilOpen(ports.postgres, postgres)
}

function startNetwork() {
  Object.assign(process.env, { DB_POSTGRES_URL: `postgresql://pg@127.0.0.1:${ports.postgres}/postgres`,
    DB_POSTGRES_SCHEMA: 'lab', REDIS_HOST: `127.0.0.1:${ports.redis}` })
  return TestNetwork.create({
    plc: { port: ports.plc },
    pds: { port: ports.pds, hostname: 'localhost', enableDidDocWithSession: true, rateLimitsEnabled: true },
    bsky: { dbPostgresSchema: 'bsky', port: ports.bsky, publicUrl: `http://localhost:${ports.bsky}` },
    ozone: { port: ports.ozone },
    introspect: { port: ports.introspect },
  })
}

/** The chat service gets a DID of its own, which the PDS finds in the PLC. */
async function startChat(network, people) {
  const resolver = network.pds.ctx.idResolver.did
  const chat = await serveChat(ports.chat, (did) => people.handleOf(did),
    (did, fresh) => resolver.resolveAtprotoKey(did, fresh))
  const key = network.pds.ctx.plcRotationKey
  const plc = network.plc.getClient()
  const endpoint = `http://localhost:${ports.chat}`
  const did = await plc.createDid({ signingKey: key.did(), rotationKeys: [key.did()], handle: 'chat.test', pds: endpoint,
    signer: key })
  const services = { bsky_chat: { type: 'BskyChatService', endpoint } }
  await plc.updateData(did, key, (data) => ({ ...data, services }))
  chat.isCalled(did)
  return { chat, proxy: `${did}#bsky_chat` }
}

function startControl(people) {
  const answer = async (request, response) => {
    let status = 200
    let body
    try {
      let text = ''
      for await (const part of request) text += part
      body = await people.act(JSON.parse(text))
    } catch (refusal) {
      status = 422
      body = { error: refusal.error ?? refusal.name, message: refusal.message, status: refusal.status }
    }
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body ?? null))
  }
  const server = createHttpServer(answer)
  return new Promise((done) => server.listen(ports.control, '127.0.0.1', () => done(server)))
}

const open = []
let ending = false
async function end(code) {
  if (ending) return
  ending = true
  setTimeout(() => process.exit(code || 1), 8000).unref()
  for (const close of open.reverse()) await close().catch?.((problem) => log.write(`${problem.stack}\n`))
  for (const { child, stop, ended } of running.reverse()) {
    child.kill(stop)
    await ended
  }
  process.exit(code)
}
process.on('SIGTERM', () => end(0))
process.on('SIGINT', () => end(0))

try {
  await startStores()
  const network = await startNetwork()
  open.push(() => network.close())
  const people = new People(network, given.front)
  const { chat, proxy } = await startChat(network, people)
  open.push(() => chat.close())
  people.chatProxy = proxy
  await people.arrive()
  const control = await startControl(people)
  open.push(async () => { control.close(); control.closeAllConnections() })
  console.log(JSON.stringify({ control: ports.control, pds: ports.pds, chat_proxy: proxy, dids: people.dids() }))
} catch (problem) {
  console.error(problem.stack)
  await end(1)
}
