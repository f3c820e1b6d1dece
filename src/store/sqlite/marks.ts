import type Database from 'better-sqlite3';

export type Marks = ReturnType<typeof redrawMarks>;

/**
 * Marks that a message shows what is no longer so. They are set on messages that Slack has, and on those that it may have or will
 * have any moment; each counts, so that one made while the message is being drawn is told from the one that was drawn.
 */
export function redrawMarks(db: Database.Database) {
  const set = `
    UPDATE nudges SET marks = marks + 1, redraw_at = CASE WHEN redraw_at < @now THEN redraw_at ELSE @now END`;
  const drawn = `live = 1 AND state IN ('claimed', 'sent', 'uncertain')`;
  const ofPairing = db.prepare(`${set} WHERE pairing_id = @pairingId AND ${drawn}`);
  const ofMember = db.prepare(`
    ${set} WHERE ${drawn} AND pairing_id IN (
      SELECT id FROM pairings WHERE mentor_id = @memberId UNION SELECT id FROM pairings WHERE mentee_id = @memberId)`);
  const ofReceiver = db.prepare(`
    ${set} WHERE pairing_id = @pairingId AND to_id = @to AND id <> @except AND ${drawn}`);
  const one = db.prepare(`${set} WHERE id = @id AND ${drawn}`);
  const home = `
    UPDATE members SET home_marks = home_marks + 1, home_redraw_at = COALESCE(home_redraw_at, @now)
    WHERE home_opened_at IS NOT NULL AND`;
  const homeOf = db.prepare(`${home} id = @memberId`);
  const homesOfPairing = db.prepare(`
    ${home} id IN (
      SELECT mentor_id FROM pairings WHERE id = @pairingId UNION SELECT mentee_id FROM pairings WHERE id = @pairingId)`);
  const homesOfMember = db.prepare(`
    ${home} id IN (
      SELECT @memberId
      UNION SELECT mentee_id FROM pairings WHERE mentor_id = @memberId AND state = 'active'
      UNION SELECT mentor_id FROM pairings WHERE mentee_id = @memberId AND state = 'active')`);

  return {
    /** Every message about a pairing, and the Home tabs of the two. */
    ofPairing(pairingId: string, now: number): void {
      ofPairing.run({ pairingId, now });
      homesOfPairing.run({ pairingId, now });
    },
    /** Every message about the pairings of a member (our id), and the Home tabs of all concerned: both of a pair see their names and zones. */
    ofMember(memberId: string, now: number): void {
      ofMember.run({ memberId, now });
      homesOfMember.run({ memberId, now });
    },
    /** The Home tab of a member (our id). */
    homeOf(memberId: string, now: number): void {
      homeOf.run({ memberId, now });
    },
    /** The earlier messages to somebody about a pairing, once `except` is the newest. */
    earlier(pairingId: string, to: string, except: string, now: number): void {
      ofReceiver.run({ pairingId, to, except, now });
    },
    one(id: string, now: number): void {
      one.run({ id, now });
    },
  };
}
