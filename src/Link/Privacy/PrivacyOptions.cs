namespace SemCom;

/// <summary>What of a picture is private, and who may see it.</summary>
/// <param name="Region">The private region; the smallest rectangle around it is hidden.</param>
/// <param name="Key">The sender's key; null when the region is not sent at all.</param>
/// <param name="ReceiverKey">The receiver's key; null for a receiver without one.</param>
internal sealed record PrivacyOptions(PictureFocus Region, PrivacyKey? Key, PrivacyKey? ReceiverKey);
