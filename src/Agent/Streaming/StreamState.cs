using System.Runtime.CompilerServices;

namespace SemCom;

/// <summary>All that depends on what the agent has done. A value: copies are independent.</summary>
public struct StreamState
{
    /// <summary>Most places that are remembered.</summary>
    public const int MaxPlaces = 4;

    private PlaceMemory _known;

    /// <summary>Energy left, in pictures at 1/16 and nominal power.</summary>
    public double Battery { readonly get; set; }

    /// <summary>Channel uses that wait / source values of a picture.</summary>
    public double Queue { readonly get; set; }

    /// <summary>The place that the receiver shows; −1 for a grey picture.</summary>
    public int Shown { readonly get; set; }

    /// <summary>Whether what was sent last has not yet arrived and is shown from the next frame on.</summary>
    public bool IsLate { readonly get; set; }

    /// <summary>What is then shown of its place.</summary>
    public KnownPicture Late { readonly get; set; }

    /// <summary>Its place.</summary>
    public int LatePlace { readonly get; set; }

    /// <summary>Begins an episode.</summary>
    public static StreamState Begin(LinkScenario scenario)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        return new StreamState { Battery = scenario.Battery / 2, Shown = -1 };
    }

    /// <summary>What both ends have of a place.</summary>
    public readonly KnownPicture Known(int place) => _known[place];

    /// <summary>Both ends get a picture of a place.</summary>
    public void Learn(int place, KnownPicture picture) => _known[place] = picture;

    /// <summary>Both ends drop what they have of a place.</summary>
    internal void Forget(int place)
    {
        Learn(place, default);
        if (Shown == place)
            Shown = -1;
    }

    /// <summary>What was late arrives, and is shown.</summary>
    public void Arrive()
    {
        if (!IsLate)
            return;
        Learn(LatePlace, Late);
        (Shown, IsLate) = (LatePlace, false);
    }

    [InlineArray(MaxPlaces)]
    private struct PlaceMemory
    {
        private KnownPicture _first;
    }
}
