// SPDX-License-Identifier: GPL-3.0-or-later
// The shop's owner, customers and a stranger, each with a session of their own on the real PDS.

import { AtpAgent, AtUri, RichText } from '@atproto/api'

const POSTS = 'app.bsky.feed.post'
const NAMES = ['alice', 'bruno', 'carla', 'stranger', 'branch', 'clockshop']

export class People {
  agents = new Map()
  chatProxy = ''

  constructor(network, front) {
    this.network = network
    this.front = front
  }

  /** The shop comes last: its DID document alone names the port in front of the PDS. */
  async arrive() {
    const { pds } = this.network
    const { service } = pds.ctx.cfg
    const own = { url: service.publicUrl, port: pds.port }
    for (const name of NAMES) {
      if (name === NAMES.at(-1)) {
        service.publicUrl = `http://localhost:${this.front}`
        // dev-env turns the public address in DID documents into localhost and this port.
        pds.port = this.front
      }
      const agent = new AtpAgent({ service: this.network.pds.url })
      await agent.createAccount({ email: `${name}@mail.test`, handle: `${name}.test`, password: `${name}-main-password` })
      agent.sessionManager.pdsUrl = undefined
      this.agents.set(name, agent)
    }
    await this.network.processAll()
    service.publicUrl = own.url
    pds.port = own.port
  }

  dids() {
    return Object.fromEntries([...this.agents].map(([name, agent]) => [name, agent.did]))
  }

  handleOf(did) {
    for (const agent of this.agents.values()) {
      if (agent.did === did) return agent.session.handle
    }
  }

  /** Does what {"as": name, "what": one of `deeds`, …} says. */
  async act({ as, what, ...more }) {
    const agent = this.agents.get(as)
    if (!agent) throw new Error(`nobody is called ${as}`)
    if (!deeds[what]) throw new Error(`nobody can ${what}`)
    const done = await deeds[what].call(this, agent, more)
    // The AppView learns of it before the answer goes out: nobody has to wait in the dark.
    if (changing.has(what)) await this.network.processAll()
    return done
  }

  async refTo(agent, uri) {
    const { host: repo, collection, rkey } = new AtUri(uri)
    const { data } = await agent.com.atproto.repo.getRecord({ repo, collection, rkey })
    return { ref: { uri: data.uri, cid: data.cid }, value: data.value }
  }

  chatOf(agent) {
    const [did, service] = this.chatProxy.split('#')
    return agent.withProxy(service, did).chat.bsky.convo
  }
}

const changing = new Set(['post', 'delete', 'block', 'threadgate', 'like', 'follow'])

const deeds = {
  /** {text, reply_to?, quote?}: mentions, links and tags become facets as in the official app. */
  async post(agent, { text, reply_to, quote }) {
    const rich = new RichText({ text })
    await rich.detectFacets(agent)
    const record = { text: rich.text, facets: rich.facets, createdAt: new Date().toISOString() }
    if (reply_to) {
      const { ref, value } = await this.refTo(agent, reply_to)
      record.reply = { root: value.reply?.root ?? ref, parent: ref }
    }
    if (quote) record.embed = { $type: 'app.bsky.embed.record', record: (await this.refTo(agent, quote)).ref }
    return { ...(await agent.post(record)), text }
  },
  delete: (agent, { uri }) => agent.deletePost(uri),
  async like(agent, { uri }) {
    return agent.like(uri, (await this.refTo(agent, uri)).ref.cid)
  },
  follow: (agent, { whom }) => agent.follow(whom),
  block: (agent, { whom }) =>
    agent.app.bsky.graph.block.create({ repo: agent.did }, { subject: whom, createdAt: new Date().toISOString() }),
  /** Nobody may answer the post any more. */
  threadgate: (agent, { uri }) =>
    agent.app.bsky.feed.threadgate.create({ repo: agent.did, rkey: new AtUri(uri).rkey },
      { post: uri, allow: [], createdAt: new Date().toISOString() }),

  thread: async (agent, { uri }) => (await agent.getPostThread({ uri, depth: 20, parentHeight: 20 })).data.thread,
  notifications: async (agent) => (await agent.listNotifications({ limit: 100 })).data.notifications,
  /** The posts in the repo of a DID, from its PDS: what is really there. */
  async records(agent, { of }) {
    const { data } = await agent.com.atproto.repo.listRecords({ repo: of, collection: POSTS, limit: 100 })
    return data.records
  },

  /** {to} or {convo}, {text}. */
  async chat(agent, { to, convo, text }) {
    const chat = this.chatOf(agent)
    const convoId = convo ?? (await chat.getConvoForMembers({ members: [to] })).data.convo.id
    const { data } = await chat.sendMessage({ convoId, message: { text } })
    return { convo: convoId, ...data }
  },
  chats: async function (agent, asked = {}) {
    return (await this.chatOf(agent).listConvos(asked)).data.convos
  },
  messages: async function (agent, { convo }) {
    return (await this.chatOf(agent).getMessages({ convoId: convo })).data.messages
  },
  chat_log: async function (agent, { cursor }) {
    return (await this.chatOf(agent).getLog({ cursor })).data
  },
  read_chat: async function (agent, { convo }) {
    return (await this.chatOf(agent).updateRead({ convoId: convo })).data.convo
  },
  /** Deleted for oneself alone: the other side keeps it. */
  delete_message: async function (agent, { convo, message }) {
    return (await this.chatOf(agent).deleteMessageForSelf({ convoId: convo, messageId: message })).data
  },

  app_password: async (agent, { name, privileged }) =>
    (await agent.com.atproto.server.createAppPassword({ name, privileged })).data,
  /** Ends the app password and the refresh tokens that came from it. */
  revoke: (agent, { name }) => agent.com.atproto.server.revokeAppPassword({ name }),
}
