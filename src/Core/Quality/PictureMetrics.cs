namespace SemCom;

/// <summary>What is measured of a received picture.</summary>
[Flags]
public enum PictureMetrics
{
    /// <summary>Nothing beside the PSNR.</summary>
    None = 0,
    /// <summary>Peak signal-to-noise ratio; it is always measured.</summary>
    Psnr = 1,
    /// <summary>Structural similarity at five scales.</summary>
    MsSsim = 2,
    /// <summary>Structural similarity at one scale.</summary>
    Ssim = 4,
    /// <summary>Distance of the features of a network.</summary>
    Perceptual = 8,
    /// <summary>Cosine of the embeddings of a network.</summary>
    Semantic = 16,
    /// <summary>Whether a classifier sees what it saw in the original.</summary>
    Class = 32,
    /// <summary>Those that need no network.</summary>
    Pixels = Psnr | MsSsim | Ssim,
    /// <summary>Those that need a network.</summary>
    Networks = Perceptual | Semantic | Class,
    /// <summary>All of them.</summary>
    All = Pixels | Networks,
}
