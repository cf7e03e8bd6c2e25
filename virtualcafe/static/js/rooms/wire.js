/**
 * Shapes of PROTOCOL.md.
 *
 * @typedef {import("../lib/wire.js").User} User
 * @typedef {"available" | "focus" | "break" | "away"} Status
 * @typedef {{user: User, status: Status, since: string}} Present
 * @typedef {{id: number, code: string, name: string, description: string, subject: string, host: User | null, public: boolean, capacity: number, members: number, present: number, role: "host" | "member" | null}} Room
 */
export {};
