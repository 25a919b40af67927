namespace SemCom;

/// <summary>What the upper layer sees of a slot, but for the time.</summary>
/// <param name="Battery">Energy that is there [units].</param>
/// <param name="IsBright">Whether much energy comes in.</param>
/// <param name="Links">Number of each user's SNR, in one number: that of user 0 counts once, of user 1 as often as there are SNRs, and so on.</param>
/// <param name="Ages">Slots since each user had a picture, less one, up to the full age less one, in one number in the same manner.</param>
public readonly record struct TwoLayerState(int Battery, bool IsBright, int Links, int Ages);
