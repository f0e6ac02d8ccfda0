/** The whole privacy notice in one language: what KVKK 10 and its communiqué of 10.03.2018 ask for. */
export interface PrivacyNotice {
  title: string;
  version: string;
  sections: readonly { heading: string; text: string }[];
}
