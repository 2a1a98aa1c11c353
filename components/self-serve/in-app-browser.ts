/** Names that apps put into the user agent of the browser inside them. */
const APPS =
  /\b(FBAN|FBAV|FB_IAB|FBIOS|Instagram|Line|MicroMessenger|WeChat|Twitter|TikTok|BytedanceWebview|musical_ly|Snapchat|Pinterest|LinkedInApp|GSA|KAKAOTALK)(\/|\b)/i;

/** Android's own mark of a page inside an app. */
const ANDROID_WEB_VIEW = /; wv\)/;

/**
 * Whether the page is probably shown inside another app, where uploads, cameras or cookies may be missing. A guess:
 * it only adds a sentence.
 */
export function isInAppBrowser(userAgent: string | null): boolean {
  if (userAgent === null) return false;
  return APPS.test(userAgent) || ANDROID_WEB_VIEW.test(userAgent);
}
