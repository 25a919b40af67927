namespace SemCom.Evaluation;

/// <summary>What of a picture is hidden, and who has the key (<see cref="SemanticLinkOptions.Protect"/>).</summary>
/// <param name="Region">The private region.</param>
/// <param name="Key">The sender's key; null when the region is not sent.</param>
/// <param name="ReceiverKey">The receiver's; null for none.</param>
public sealed record PrivacyRequest(PictureFocus Region, PrivacyKey? Key, PrivacyKey? ReceiverKey);
