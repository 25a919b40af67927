namespace SemCom.Studio;

/// <summary>An upload has more bytes than are taken.</summary>
/// <param name="maxBytes">How many are.</param>
#pragma warning disable CA1032 // It is thrown in one place.
internal sealed class UploadTooLargeException(long maxBytes)
    : SemComException($"upload: it may have at most {maxBytes >> 20} MiB (has more); send a smaller picture, or a shorter video or sound");
#pragma warning restore CA1032
