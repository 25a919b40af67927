namespace SemCom.Receiver.Estimation;

/// <summary>Resource elements of a window, or before or behind it.</summary>
/// <param name="FirstSymbol">First OFDM symbol; may be negative.</param>
/// <param name="Symbols">OFDM symbols.</param>
/// <param name="FirstSubcarrier">First subcarrier.</param>
/// <param name="Subcarriers">Subcarriers.</param>
internal readonly record struct GridPart(int FirstSymbol, int Symbols, int FirstSubcarrier, int Subcarriers)
{
    /// <summary>Number of resource elements.</summary>
    public int Count => Symbols * Subcarriers;
}
