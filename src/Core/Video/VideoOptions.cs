using System.Globalization;

namespace SemCom;

/// <summary>How a video is sent, picture by picture. Immutable.</summary>
public sealed record VideoOptions
{
    /// <summary>Longest <see cref="RefreshInterval"/>.</summary>
    public const int MaxRefreshInterval = 250;

    private readonly int _refreshInterval = 50;

    /// <summary>Every part of the picture is sent anew at least once in so many pictures, so that a loss heals without feedback; 1..250. The default is 50, two seconds at 25 pictures a second.</summary>
    /// <exception cref="SemComException">The value is outside its range.</exception>
    public int RefreshInterval
    {
        get => _refreshInterval;
        init => _refreshInterval = value is >= 1 and <= MaxRefreshInterval
            ? value
            : throw new SemComException(string.Create(CultureInfo.InvariantCulture, $"refresh interval must be 1..{MaxRefreshInterval} pictures (was {value}); choose a value in that range"));
    }
}
