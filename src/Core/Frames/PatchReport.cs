namespace SemCom;

/// <summary>What became of one patch of a picture. Colour means, which patches share, are left out.</summary>
/// <param name="Class">Class of the rate map, from smooth to detailed.</param>
/// <param name="Weight">What squared errors count here; the mean over the picture is 1.</param>
/// <param name="Sent">Latent values with a channel use of their own, half a symbol each.</param>
/// <param name="Boosted">Of these, sent with more than the mean power.</param>
/// <param name="Silent">Of these, sent without power, which serves other values better.</param>
/// <param name="Weak">Of these, received with more than four times the noise that was planned for.</param>
/// <param name="Lost">Of these, not received at all.</param>
/// <param name="ExpectedError">Root mean square error that the receiver expects before its network, 0..255 scale.</param>
public readonly record struct PatchReport(int Class, double Weight, int Sent, int Boosted, int Silent, int Weak, int Lost, double ExpectedError);
