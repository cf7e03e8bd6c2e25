/**
 * Shapes of PROTOCOL.md.
 *
 * @typedef {{id: number, kind: string, data: Record<string, any>, text: string, url: string, created_at: string, read_at: string | null}} Notification
 */
export {};
