import type { Generated } from 'kysely';
import type { DayPart } from '#contract/day-parts.ts';
import type { Moment } from './column-types.ts';

/** Devices that ask in the field, and who visits whom. */
export interface DevicesTables {
  fieldDevice: {
    id: string;
    campaignId: string;
    kind: 'kiosk' | 'interviewer';
    name: string;
    agencyCode: string | null;
    staffId: string | null;
    /** Null once the code has enrolled its device. */
    codeHash: string | null;
    codeExpiresAt: Moment | null;
    keyHash: string | null;
    enrolledOn: string | null;
    lastContactOn: string | null;
    /** As the device told at its last contact. */
    unsent: Generated<number>;
    setAside: Generated<number>;
    revokedOn: string | null;
  };
  visitAssignment: {
    invitationId: string;
    staffId: string;
    campaignId: string;
    isCurrent: Generated<boolean>;
    isClosed: Generated<boolean>;
    appointmentDay: Generated<string | null>;
    appointmentPart: Generated<DayPart | null>;
  };
  hamletPlace: {
    campaignId: string;
    agencyCode: string;
    hamlet: string;
    /** Thousandths of a degree. */
    east: number;
    north: number;
  };
  fieldTerms: {
    campaignId: string;
    visitAttempts: number;
    deviceDays: number;
    counterPercent: number;
  };
}
