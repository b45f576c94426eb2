// SPDX-License-Identifier: GPL-3.0-or-later
// A chat service for behind the real PDS proxy: nobody offers one to run. Requests and answers are checked against the
// vendor's own lexicons, the caller's token against the caller's signing key.

import { once } from 'node:events'
import { schemas } from '@atproto/api'
import { TID } from '@atproto/common-web'
import { createServer, InvalidRequestError, verifyJwt } from '@atproto/xrpc-server'

const DEFS = 'chat.bsky.convo.defs#'
const shown = (message) => ({
  $type: DEFS + (message.text === undefined ? 'deletedMessageView' : 'messageView'), ...message,
})

/** Conversations of two, in memory. `did` is always the one who asks. */
class Chat {
  convos = new Map()
  logs = new Map()

  /** @param handleOf the handle of a DID, undefined for a stranger to this network */
  constructor(handleOf) {
    this.handleOf = handleOf
  }

  note(did, kind, convo, more = {}) {
    const entry = { $type: DEFS + kind, rev: (convo.rev = TID.nextStr()), convoId: convo.id, ...more }
    this.logs.set(did, [...(this.logs.get(did) ?? []), entry])
    return entry.rev
  }

  of(did, id) {
    const convo = this.convos.get(id)
    if (!convo?.members.has(did)) throw new InvalidRequestError('Convo not found', 'InvalidConvo')
    return convo
  }

  messagesOf(did, convo) {
    const { hidden } = convo.members.get(did)
    return convo.messages.filter((message) => !hidden.has(message.id))
  }

  view(did, convo) {
    const member = convo.members.get(did)
    const messages = this.messagesOf(did, convo)
    const unread = messages.filter((one) => one.sender.did !== did && one.rev > member.readUpTo)
    return {
      id: convo.id, rev: convo.rev, muted: false, status: member.status, unreadCount: unread.length,
      members: [...convo.members.keys()].map((one) => ({ did: one, handle: this.handleOf(one) })),
      ...(messages.length && { lastMessage: shown(messages.at(-1)) }),
    }
  }

  withMembers(did, members) {
    const dids = new Set([did, ...members])
    const wanted = [...dids].sort().join()
    for (const convo of this.convos.values()) {
      if ([...convo.members.keys()].sort().join() === wanted) return convo
    }
    for (const one of dids) {
      if (!this.handleOf(one)) throw new InvalidRequestError('Recipient not found', 'RecipientNotFound')
    }
    const convo = { id: TID.nextStr(), rev: TID.nextStr(), messages: [], members: new Map() }
    for (const one of dids) {
      convo.members.set(one, { status: one === did ? 'accepted' : 'request', readUpTo: '', hidden: new Set() })
    }
    this.convos.set(convo.id, convo)
    for (const one of dids) this.note(one, 'logBeginConvo', convo)
    return convo
  }

  accept(did, convo) {
    const member = convo.members.get(did)
    if (member.status === 'accepted') return {}
    member.status = 'accepted'
    return { rev: this.note(did, 'logAcceptConvo', convo) }
  }

  send(did, convo, { text, facets }) {
    this.accept(did, convo)
    const message = {
      id: TID.nextStr(), rev: TID.nextStr(), text, ...(facets && { facets }),
      sender: { did }, sentAt: new Date().toISOString(),
    }
    convo.messages.push(message)
    for (const one of convo.members.keys()) this.note(one, 'logCreateMessage', convo, { message: shown(message) })
    return message
  }

  read(did, convo, messageId) {
    const upTo = convo.messages.find((one) => one.id === messageId) ?? convo.messages.at(-1)
    if (upTo) {
      convo.members.get(did).readUpTo = upTo.rev
      this.note(did, 'logReadConvo', convo, { message: shown(upTo) })
    }
    return convo
  }

  hide(did, convo, messageId) {
    const message = convo.messages.find((one) => one.id === messageId)
    if (!message) throw new InvalidRequestError('Message not found', 'InvalidConvo')
    const { text, facets, ...deleted } = message
    convo.members.get(did).hidden.add(messageId)
    this.note(did, 'logDeleteMessage', convo, { message: shown(deleted) })
    return deleted
  }

  /** From after `cursor`; without one, only where the log ends now. */
  logAfter(did, cursor) {
    const log = this.logs.get(did) ?? []
    const end = log.at(-1)?.rev ?? cursor ?? TID.nextStr()
    return { logs: cursor ? log.filter((entry) => entry.rev > cursor) : [], cursor: end }
  }
}

/** Newest first, `cursor` being the rev of the last one seen. */
function page(rows, { limit, cursor }) {
  const all = [...rows].sort((a, b) => (a.rev < b.rev ? 1 : -1)).filter((row) => !cursor || row.rev < cursor)
  const rest = all.slice(0, limit)
  return { rows: rest, ...(all.length > limit && { cursor: rest.at(-1).rev }) }
}

function methods(chat) {
  return {
    listConvos(did, asked) {
      const mine = [...chat.convos.values()].filter((convo) => convo.members.has(did))
      const rows = mine.map((convo) => chat.view(did, convo))
        .filter((row) => !asked.status || row.status === asked.status)
        .filter((row) => asked.readState !== 'unread' || row.unreadCount)
      const { rows: convos, ...cursor } = page(rows, asked)
      return { convos, ...cursor }
    },
    getConvo: (did, { convoId }) => ({ convo: chat.view(did, chat.of(did, convoId)) }),
    getConvoForMembers: (did, { members }) => ({ convo: chat.view(did, chat.withMembers(did, members)) }),
    getMessages(did, asked) {
      const { rows, ...cursor } = page(chat.messagesOf(did, chat.of(did, asked.convoId)), asked)
      return { messages: rows.map(shown), ...cursor }
    },
    getLog: (did, { cursor }) => chat.logAfter(did, cursor),
    sendMessage: (did, { convoId, message }) => chat.send(did, chat.of(did, convoId), message),
    updateRead: (did, { convoId, messageId }) => {
      const convo = chat.of(did, convoId)
      return { convo: chat.view(did, chat.read(did, convo, messageId)) }
    },
    acceptConvo: (did, { convoId }) => chat.accept(did, chat.of(did, convoId)),
    deleteMessageForSelf: (did, { convoId, messageId }) => chat.hide(did, chat.of(did, convoId), messageId),
  }
}

/** Serves on the port. @param signingKeyOf (did, fresh) the key that the DID document names
 *  @returns {chat, did(value), close()}; `did` says who the service is, once that is known */
export async function serveChat(port, handleOf, signingKeyOf) {
  const chat = new Chat(handleOf)
  let ownDid = ''
  const server = createServer(schemas, { validateResponse: true })
  for (const [name, answer] of Object.entries(methods(chat))) {
    const nsid = `chat.bsky.convo.${name}`
    server.method(nsid, {
      auth: async ({ req }) => {
        const token = (req.headers.authorization ?? '').replace(/^Bearer /, '')
        const { iss } = await verifyJwt(token, ownDid, nsid, signingKeyOf)
        return { credentials: { did: iss } }
      },
      handler: ({ auth, params, input }) => ({
        encoding: 'application/json',
        body: answer(auth.credentials.did, input?.body ?? params),
      }),
    })
  }
  const listener = server.router.listen(port, '127.0.0.1')
  await once(listener, 'listening')
  return {
    isCalled: (did) => (ownDid = did),
    close: () => new Promise((done) => { listener.close(done); listener.closeAllConnections() }),
  }
}
