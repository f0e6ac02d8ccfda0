/** What we need to reach a number through its provider. Secrets are in clear here and nowhere else. */
export interface ChannelAccess {
  channelId: string;
  phoneNumberId: string;
  accessToken: string;
}
