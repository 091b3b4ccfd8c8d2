export {
  type FollowClockOptions,
  type FollowedClock,
  followClock,
  followClockDefaults,
} from './follow-clock.ts';
